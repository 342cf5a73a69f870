package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.PullRequests.Landed;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestReaderTest extends GitHubLineageTest {
    private static final String LAST = "\"pageInfo\": {\"hasNextPage\": false, \"endCursor\": \"z\"}";
    private static final String MORE = "\"pageInfo\": {\"hasNextPage\": true, \"endCursor\": \"m\"}";
    private static final String EMPTY = "{\"pageInfo\": {\"hasNextPage\": false, \"endCursor\": null}, \"nodes\": []}";

    private static ReadCommit read(int number) {
        return new ReadCommit(oid(number), "C_" + number, List.of(), Instant.EPOCH, "", List.of());
    }

    private static String commitNode(int number, String page, String... pulls) {
        return """
            {"id": "C_%d", "oid": "%s", "associatedPullRequests": {%s, "nodes": [%s]}}
            """.formatted(number, oid(number), page, String.join(",", pulls));
    }

    private static String landed(int number, String mergedAt, long repository) {
        String merge = mergedAt.equals("null") ? "null" : "{\"oid\": \"" + oid(number) + "\"}";
        return """
            {"id": "PR_%d", "number": %d, "mergedAt": %s, "mergeCommit": %s, "repository": {"databaseId": %d}}
            """.formatted(number, number, mergedAt, merge, repository);
    }

    private static String merged(int number) {
        return landed(number, "\"2026-05-01T10:00:00Z\"", 1);
    }

    private PullRequestReader reader() {
        return new PullRequestReader(api, REPOSITORY);
    }

    @Test
    void openPullRequestsAndThoseOfForks_didNotBringACommit() {
        answerQuery(
                "CommitPullRequests",
                nodes(
                        commitNode(1, LAST, landed(4, "null", 1), merged(5), merged(6)),
                        commitNode(2, LAST, landed(7, "\"2026-05-01T10:00:00Z\"", 2)),
                        commitNode(3, LAST)));

        var found = reader().ofCommits(List.of(read(1), read(2), read(3)));

        assertThat(found.get(oid(1))).containsExactly(new Landed("PR_5", 5), new Landed("PR_6", 6));
        assertThat(found.get(oid(2))).isEmpty();
        assertThat(found.get(oid(3))).isEmpty();
    }

    @Test
    void moreThanTenPullRequestsOfACommit_areReadOn() {
        answerQuery("CommitPullRequests", nodes(commitNode(1, MORE, merged(5))));
        answerQuery("CommitPullRequests", "after", "m", nodes(commitNode(1, LAST, merged(6))));

        assertThat(reader().ofCommits(List.of(read(1))).get(oid(1))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"m\""})
    void pullRequestsOfACommitThatDoNotGoOn_areAFailure(String cursor) {
        answerQuery("CommitPullRequests", nodes(commitNode(1, MORE, merged(5))));
        answerQuery("CommitPullRequests", "after", "m", nodes(commitNode(1, again(cursor), merged(6))));

        assertThatThrownBy(() -> reader().ofCommits(List.of(read(1))))
                .hasMessage("POST /graphql CommitPullRequests: the list does not go on after \"m\"");
    }

    private static String again(String cursor) {
        return "\"pageInfo\": {\"hasNextPage\": true, \"endCursor\": " + cursor + "}";
    }

    @Test
    void nullNode_isAskedForOnceMore() {
        answerQuery("CommitPullRequests", nodes(commitNode(1, LAST, merged(5)), "null"));
        server.stubFor(WireMock.post("/graphql")
                .withRequestBody(WireMock.matchingJsonPath("$.variables.ids[?(@ == 'C_2')]"))
                .withRequestBody(WireMock.matchingJsonPath("$.variables[?(@.ids.size() == 1)]"))
                .willReturn(WireMock.okJson(nodes(commitNode(2, LAST, merged(6))))));

        var found = reader().ofCommits(List.of(read(1), read(2)));

        assertThat(found.get(oid(2))).containsExactly(new Landed("PR_6", 6));
        assertThat(queries("CommitPullRequests")).isEqualTo(2);
    }

    @Test
    void nodeThatStaysNull_isAFailure_notACommitWithoutPullRequest() {
        answerQuery("CommitPullRequests", nodes("null"));

        assertThatThrownBy(() -> reader().ofCommits(List.of(read(1))))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failure -> assertThat(failure.error()).isInstanceOf(SourceError.Unavailable.class));
    }

    private static String pull(String author, String title, String body, String commits, String timeline) {
        return """
            {"id": "PR_5", "number": 5, "title": "%s", "body": "%s", "headRefName": "feature",
             "createdAt": "2026-05-02T10:00:00Z", "mergedAt": "2026-05-05T10:00:00Z",
             "url": "https://github.com/acme/x/pull/5", "author": %s, "mergeCommit": {"oid": "%s"},
             "labels": {%s, "nodes": [{"name": "bug"}]}, "commits": %s, "timelineItems": %s}
            """.formatted(title, body, author, oid(9), LAST, commits, timeline);
    }

    private static String commits(String page, String... nodes) {
        return "{" + page + ", \"nodes\": [" + String.join(",", nodes) + "]}";
    }

    private static String ownCommit(int number, String authored, String message) {
        return """
            {"commit": {"oid": "%s", "authoredDate": "%s", "message": "%s"}}
            """.formatted(oid(number), authored, message);
    }

    private static String review(String day, String state, String author) {
        String submitted = state.equals("PENDING") ? "null" : "\"2026-05-" + day + "T10:00:00Z\"";
        return """
            {"__typename": "PullRequestReview", "submittedAt": %s, "state": "%s", "author": %s}
            """.formatted(submitted, state, author);
    }

    private static String ready(String day) {
        return """
            {"__typename": "ReadyForReviewEvent", "createdAt": "2026-05-%sT09:00:00Z"}
            """.formatted(day);
    }

    private PullRequest only() {
        List<PullRequest> found = reader().details(List.of("PR_5"), false);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Instant may(int day, int hour) {
        return Instant.parse("2026-05-01T00:00:00Z").plusSeconds((day - 1) * 86_400L + hour * 3_600L);
    }

    /** A point buys 149 lists: three of each pull request, or four where paths are asked for. */
    @Test
    void asManyAreAskedForAtOnceAsAPointBuys() {
        String pull = pull("null", "Cache", "", EMPTY, EMPTY);
        answerQuery("PullRequests", nodes(Collections.nCopies(49, pull).toArray(String[]::new)));
        String withFiles = pull.replaceFirst("\\{", "{\"files\": " + EMPTY + ",");
        answerQuery(
                "PullRequestsWithPaths",
                nodes(Collections.nCopies(37, withFiles).toArray(String[]::new)));
        List<String> ids = IntStream.range(0, 98).mapToObj(id -> "PR_" + id).toList();

        assertThat(reader().details(ids, false))
                .hasSize(98)
                .allSatisfy(one -> assertThat(one.paths()).isEmpty());
        assertThat(reader().details(ids.subList(0, 74), true))
                .hasSize(74)
                .allSatisfy(one -> assertThat(one.paths()).contains(List.of()));
        assertThat(queries("PullRequests")).isEqualTo(2);
        assertThat(queries("PullRequestsWithPaths")).isEqualTo(2);
    }

    @Test
    void squashMerge_beginsAtItsEarliestOwnCommit_evenIfListedLater() {
        String own = commits(
                LAST,
                ownCommit(1, "2026-05-01T12:00:00Z", "One"),
                ownCommit(2, "2026-04-30T12:00:00+02:00", "Two, rebased"));
        answerQuery("PullRequests", nodes(pull("{\"login\": \"ann\"}", "Cache", "", own, EMPTY)));

        PullRequest found = only();

        assertThat(found.firstCommitAt()).contains(Instant.parse("2026-04-30T10:00:00Z"));
        assertThat(found.commits()).containsExactly(oid(1), oid(2));
        assertThat(found.mergeCommit()).isEqualTo(oid(9));
        assertThat(found.openedAt()).isEqualTo(may(2, 10));
        assertThat(found.mergedAt()).isEqualTo(may(5, 10));
        assertThat(found.labels()).containsExactly("bug");
        assertThat(found.paths()).isEmpty();
    }

    @Test
    void moreThanAHundredCommits_areReadOn() {
        String first = commits(MORE, ownCommit(1, "2026-05-01T12:00:00Z", "One"));
        String second = commits(LAST, ownCommit(2, "2026-04-01T12:00:00Z", "Two"));
        answerQuery("PullRequests", nodes(pull("null", "Cache", "", first, EMPTY)));
        answerQuery(
                "PullRequests",
                "commits",
                "m",
                nodes(pull("null", "Cache", "", second, EMPTY).replace("{\"name\": \"bug\"}", "")));

        PullRequest found = only();

        assertThat(found.commits()).containsExactly(oid(1), oid(2));
        assertThat(found.firstCommitAt()).contains(Instant.parse("2026-04-01T12:00:00Z"));
        assertThat(found.labels()).containsExactly("bug");
    }

    @Test
    void reviews_ofOthersCount_whenSubmitted() {
        String timeline = commits(
                LAST,
                review("04", "APPROVED", "{\"login\": \"bob\"}"),
                review("03", "COMMENTED", "{\"login\": \"Ann\"}"),
                review("03", "PENDING", "{\"login\": \"bob\"}"),
                review("02", "DISMISSED", "null"));
        answerQuery("PullRequests", nodes(pull("{\"login\": \"ann\"}", "Cache", "", EMPTY, timeline)));

        assertThat(only().reviewedAt()).containsExactly(may(2, 10), may(4, 10));
    }

    @Test
    void deletedAccounts_mayHaveBeenTheSame_soTheirReviewDoesNotCount() {
        String timeline =
                commits(LAST, review("03", "APPROVED", "null"), review("04", "APPROVED", "{\"login\": \"bob\"}"));
        answerQuery("PullRequests", nodes(pull("null", "Cache", "", EMPTY, timeline)));

        assertThat(only().reviewedAt()).containsExactly(may(4, 10));
    }

    @Test
    void draft_isReadyWhenItWasLastMarkedSo() {
        answerQuery("PullRequests", nodes(pull("null", "Cache", "", EMPTY, commits(LAST, ready("03"), ready("04")))));

        assertThat(only().readyAt()).isEqualTo(Optional.of(may(4, 9)));
    }

    @Test
    void revert_namesWhatItTakesBack_butNotItsOwnCommits() {
        String own = commits(
                LAST,
                ownCommit(1, "2026-05-01T12:00:00Z", "Try"),
                ownCommit(2, "2026-05-01T13:00:00Z", "Revert\\n\\nThis reverts commit " + oid(1) + "."),
                ownCommit(3, "2026-05-01T13:00:00Z", "Revert\\n\\nThis reverts commit abcdef2."));
        answerQuery(
                "PullRequests",
                nodes(pull(
                        "null",
                        "Revert \\\"Cache (#4)\\\"",
                        "Reverts acme/x#4. This reverts commit abcdef1.",
                        own,
                        EMPTY)));

        PullRequest found = only();

        assertThat(found.reverts()).containsExactly("abcdef1", "abcdef2");
        assertThat(found.revertsPullRequests()).containsExactly(4);
    }

    @Test
    void landingAgain_blamesNothing() {
        answerQuery(
                "PullRequests",
                nodes(pull(
                        "null",
                        "Reapply \\\"Cache (#4)\\\"",
                        "Reverts #4. This reverts commit abcdef1.",
                        EMPTY,
                        EMPTY)));

        assertThat(only().reverts()).isEmpty();
        assertThat(only().revertsPullRequests()).isEmpty();
    }
}
