package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.source.InMemoryJournal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole reading of a repository over HTTP: two deployments, between them a pull request and a commit of its own. */
class LineagePathsTest extends GitHubLineageTest {
    private static final Instant AS_OF = LineageWorld.day(10);

    private final InMemoryJournal journal = new InMemoryJournal();

    @BeforeEach
    void answer() {
        journal.write(
                Batch.of(List.<Event>of(
                        REPOSITORY,
                        LineageWorld.deployment(1, 1, "production", oid(0)),
                        LineageWorld.deployment(2, 2, "production", oid(2)))),
                Map.of());
        answerCompare(0, 2, 1, okJson(compared("ahead", 2, 1, 2)));
        answerQuery("CommitPullRequests", nodes(commit("C_1", """
            {"id": "PR_5", "number": 5, "mergedAt": "2026-05-05T10:00:00Z", "mergeCommit": {"oid": "%s"},
             "repository": {"databaseId": 1}}
            """.formatted(oid(1))), commit("C_2", "")));
        answerQuery("PullRequests", nodes(pull("")));
        answerQuery("PullRequestsWithPaths", nodes(pull("""
            , "files": {"pageInfo": {"hasNextPage": false, "endCursor": "z"}, "nodes": [{"path": "api/a.py"}]}
            """)));
        server.stubFor(get(urlPathEqualTo("/repositories/1/commits/" + oid(2))).willReturn(okJson("""
            {"sha": "x", "files": [{"filename": "web/new.ts", "previous_filename": "web/old.ts", "status": "renamed"}]}
            """)));
        server.stubFor(get(urlPathEqualTo("/repositories/1/pulls/5/files")).willReturn(okJson("""
            [{"filename": "api/a.py", "status": "modified"}]
            """)));
    }

    private static String commit(String id, String pulls) {
        return """
            {"id": "%s", "associatedPullRequests": {"pageInfo": {"hasNextPage": false}, "nodes": [%s]}}
            """.formatted(id, pulls);
    }

    private static String pull(String more) {
        return """
            {"id": "PR_5", "number": 5, "title": "Cache", "createdAt": "2026-05-02T10:00:00Z",
             "mergedAt": "2026-05-05T10:00:00Z", "mergeCommit": {"oid": "%s"}%s}
            """.formatted(oid(1), more);
    }

    private void read(String... paths) {
        journal.write(Batch.of(List.of(LineageWorld.application(List.of(paths)))), Map.of());
        var reader = new LineageReader(api, LineageWorld.HISTORY);
        assertThat(reader.needed(REPOSITORY, LineageWorld.HISTORY, AS_OF, journal.log()))
                .isTrue();
        reader.read(REPOSITORY, LineageWorld.HISTORY, AS_OF, journal);
        assertThat(reader.needed(REPOSITORY, LineageWorld.HISTORY, AS_OF, journal.log()))
                .isFalse();
    }

    private RepositoryHistory history() {
        return journal.log().history(REPOSITORY.id());
    }

    @Test
    void commitsAndPullRequests_areWrittenTogether_withoutPathsThatNobodyAsksFor() {
        int before = journal.batches().size();

        read();

        assertThat(journal.batches()).hasSize(before + 2);
        assertThat(history().commits()).containsOnlyKeys(oid(1), oid(2));
        assertThat(history().commits().get(oid(1)))
                .satisfies(commit -> assertThat(commit.pullRequests()).containsExactly(5))
                .satisfies(commit -> assertThat(commit.paths()).isEmpty());
        assertThat(history().pullRequests()).containsOnlyKeys(5);
        server.verify(0, getRequestedFor(urlPathMatching("/repositories/1/(commits|pulls)/.*")));
    }

    @Test
    void paths_comeWithPullRequests_andOneByOneForCommitsOfTheirOwn() {
        read("api/**");

        assertThat(history().pullRequests().get(5))
                .satisfies(pull -> assertThat(pull.paths()).contains(List.of("api/a.py")));
        assertThat(history().commits().get(oid(2)))
                .satisfies(commit -> assertThat(commit.paths()).contains(List.of("web/new.ts", "web/old.ts")));
        server.verify(0, getRequestedFor(urlPathEqualTo("/repositories/1/commits/" + oid(1))));
        server.verify(0, getRequestedFor(urlPathEqualTo("/repositories/1/pulls/5/files")));
    }

    @Test
    void pathsAskedForLater_areReadThen() {
        read();

        read("api/**");

        assertThat(history().pullRequests().get(5))
                .satisfies(pull -> assertThat(pull.paths()).contains(List.of("api/a.py")));
        assertThat(history().commits().get(oid(2)))
                .satisfies(commit -> assertThat(commit.paths()).isPresent());
        server.verify(1, getRequestedFor(urlPathEqualTo(comparePath(0, 2))));
    }
}
