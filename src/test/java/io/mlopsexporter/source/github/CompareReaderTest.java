package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.Comparison.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareReaderTest extends GitHubLineageTest {
    private Comparison compare(int base, int head, int limit) {
        return new CompareReader(api, REPOSITORY).compare(oid(base), oid(head), limit);
    }

    @Test
    void commits_areReadToTheLastPage() {
        answerCompare(0, 283, 1, okJson(compared("ahead", 283, 1, 100)).withHeader("Link", next(0, 283, 2)));
        answerCompare(0, 283, 2, okJson(compared("ahead", 283, 101, 200)).withHeader("Link", next(0, 283, 3)));
        answerCompare(0, 283, 3, okJson(compared("ahead", 283, 201, 283)));

        Comparison answer = compare(0, 283, 5_000);

        assertThat(answer.status()).isEqualTo(Status.AHEAD);
        assertThat(answer.commits()).hasSize(283);
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void pagesThatLackCommits_areReadAgain_andThenAFailure() {
        answerCompare(0, 150, 1, okJson(compared("ahead", 150, 1, 100)));

        assertThatThrownBy(() -> compare(0, 150, 5_000))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("total_commits");
        server.verify(2, getRequestedFor(urlPathEqualTo(comparePath(0, 150))));
    }

    @Test
    void moreThanTheLimit_costsOnePage() {
        answerCompare(0, 9000, 1, okJson(compared("ahead", 9000, 1, 100)).withHeader("Link", next(0, 9000, 2)));

        Comparison answer = compare(0, 9000, 5_000);

        assertThat(answer.total()).isEqualTo(9000);
        assertThat(answer.commits()).isEmpty();
        assertThat(answer.complete()).isFalse();
        server.verify(1, getRequestedFor(urlPathEqualTo(comparePath(0, 9000))));
    }

    @Test
    void statuses_areThoseOfGitHub() {
        answerCompare(2, 1, 1, okJson(compared("behind", 0, 1, 0)));
        answerCompare(2, 2, 1, okJson(compared("identical", 0, 1, 0)));
        answerCompare(2, 3, 1, okJson(compared("diverged", 1, 3, 3)));

        assertThat(compare(2, 1, 10).status()).isEqualTo(Status.BEHIND);
        assertThat(compare(2, 2, 10).status()).isEqualTo(Status.IDENTICAL);
        assertThat(compare(2, 3, 10).status()).isEqualTo(Status.DIVERGED);
        assertThat(compare(2, 3, 10).mergeBase()).contains(oid(0));
    }

    @Test
    void authorDates_haveOffsetsAndMayLieInTheFuture_mergesKeepTheirParents() {
        String commits = """
            {"status": "ahead", "total_commits": 1, "merge_base_commit": {"sha": "%s"}, "commits": [
              {"sha": "%s", "node_id": "C_1", "parents": [{"sha": "%s"}, {"sha": "%s"}],
               "commit": {"message": "Revert \\"x\\"\\n\\nThis reverts commit abcdef1.",
                          "author": {"date": "2031-05-01T10:00:00+02:00"}}}]}
            """.formatted(oid(0), oid(1), oid(0), oid(7));
        answerCompare(0, 1, 1, okJson(commits));

        assertThat(compare(0, 1, 10).commits())
                .containsExactly(new ReadCommit(
                        oid(1),
                        "C_1",
                        List.of(oid(0), oid(7)),
                        Instant.parse("2031-05-01T08:00:00Z"),
                        "Revert \"x\"",
                        List.of("abcdef1")));
    }

    @Test
    void notFound_isLaidToTheCommitThatNoLongerExists() {
        answerCompare(1, 2, 1, notFound());
        answerQuery("CommitExists", "{\"data\": {\"repository\": {\"object\": {\"oid\": \"x\"}}}}");
        assertThat(compare(1, 2, 10).status()).isEqualTo(Status.UNRELATED);

        answerQuery("CommitExists", "oid", oid(1), "{\"data\": {\"repository\": {\"object\": null}}}");
        assertThat(compare(1, 2, 10).status()).isEqualTo(Status.BASE_GONE);

        answerQuery("CommitExists", "oid", oid(2), "{\"data\": {\"repository\": {\"object\": null}}}");
        assertThat(compare(1, 2, 10).status()).isEqualTo(Status.HEAD_GONE);
    }

    @Test
    void repositoryThatVanished_isNoLostCommit() {
        answerCompare(1, 2, 1, notFound());
        answerQuery("CommitExists", """
            {"data": {"repository": null}, "errors": [{"type": "NOT_FOUND", "path": ["repository"],
             "message": "Could not resolve to a Repository with the name 'acme/x'."}]}
            """);

        assertThatThrownBy(() -> compare(1, 2, 10))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Could not resolve");
    }

    @Test
    void existenceThatCouldNotBeChecked_isAFailure() {
        answerCompare(1, 2, 1, notFound());
        answerQuery("CommitExists", """
            {"data": {"repository": {"object": null}}, "errors": [{"path": ["repository", "object"],
             "message": "Something went wrong while executing your query."}]}
            """);

        assertThatThrownBy(() -> compare(1, 2, 10))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Something went wrong");
    }

    @Test
    void unknownStatus_isABadAnswer() {
        answerCompare(1, 2, 1, okJson(compared("sideways", 0, 1, 0)));

        assertThatThrownBy(() -> compare(1, 2, 10)).isInstanceOf(SourceException.class);
    }

    @Test
    void serverFailure_isPassedOn() {
        answerCompare(1, 2, 1, aResponse().withStatus(502));

        assertThatThrownBy(() -> compare(1, 2, 10)).isInstanceOf(SourceException.class);
    }
}
