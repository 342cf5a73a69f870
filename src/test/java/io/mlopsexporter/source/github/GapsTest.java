package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partial answers of GraphQL: what is missing in them is asked again, where a figure would be wrong without it. */
class GapsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"deployments", "statuses", "releases", "issues", "commits", "timelineItems", "labels", "refs"})
    void nullInAListThatIsCounted_failsThePoll(String list) {
        GitHubApi api = answering("""
                {"data": {"repository": {"%1$s": {"nodes": [null]}}}, "errors": [{"message": "Something went wrong", "path": ["repository", "%1$s", "nodes", 0]}]}
                """.formatted(list));

        assertThatThrownBy(() -> api.query("Deployments", Map.of()))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        thrown -> assertThat(thrown.error())
                                .isInstanceOf(SourceError.Unavailable.class)
                                .extracting(SourceError::message)
                                .asString()
                                .contains("null at repository." + list + ".nodes.0", "Something went wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployments", "statuses", "commits", "timelineItems", "associatedPullRequests"})
    void nullThatNoErrorExplains_isAGapAllTheSame(String list) {
        GitHubApi api = answering("""
                {"data": {"nodes": [{"id": "one"}, {"id": "two", "%s": {"nodes": [{"id": 1}, null]}}]}}
                """.formatted(list));

        assertThatThrownBy(() -> api.query("PullRequests", Map.of()))
                .hasMessageContaining("null at nodes.1." + list + ".nodes.1; the next poll asks again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commits", "timelineItems"})
    void nullForAWholeListOfAPullRequest_isAGap(String list) {
        GitHubApi api = answering("""
                {"data": {"nodes": [{"id": "one", "%1$s": null}]}, "errors": [{"message": "timeout", "path": ["nodes", 0, "%1$s"]}]}
                """.formatted(list));

        assertThatThrownBy(() -> api.query("PullRequests", Map.of()))
                .hasMessageContaining("null at nodes.0." + list + ": timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORBIDDEN", "NOT_FOUND"})
    void pullRequestOfAForkThatIsHiddenFromUs_isNoGap(String type) {
        GitHubApi api = answering("""
                {"data": {"nodes": [{"id": "one", "associatedPullRequests": {"nodes": [null, {"id": "two"}]}}]},
                 "errors": [{"type": "%s", "message": "SAML", "path": ["nodes", 0, "associatedPullRequests", "nodes", 0]}]}
                """.formatted(type));

        assertThat(api.query("CommitPullRequests", Map.of()).at("nodes")).hasSize(1);
    }

    /** A null that may not be moves up to the next thing that may; the error names where it was. */
    @Test
    void errorAtAFieldOfAnItem_explainsTheNullOfTheItem() {
        GitHubApi api = answering("""
                {"data": {"nodes": [{"id": "one", "associatedPullRequests": {"nodes": [null]}}]},
                 "errors": [{"type": "FORBIDDEN", "message": "SAML", "path": ["nodes", 0, "associatedPullRequests", "nodes", 0, "repository"]}]}
                """);

        assertThat(api.query("CommitPullRequests", Map.of()).at("nodes")).hasSize(1);
    }

    @Test
    void nullsOfFields_andOfNodesById_areNoGaps() {
        GitHubApi api = answering("""
                {"data": {"nodes": [null, {"id": "one", "mergedAt": null, "labels": null, "files": null,
                    "timelineItems": {"nodes": [{"author": null}]}, "comments": {"nodes": [null]}, "deployments": {"nodes": [{"ref": null, "latestStatus": null}]}}]}}
                """);

        assertThat(api.query("PullRequests", Map.of()).at("nodes")).hasSize(2);
    }

    @Test
    void nullForARepository_isForItsReaderToJudge() {
        GitHubApi api = answering("""
                {"data": {"organization": {"repositories": {"nodes": [null]}}},
                 "errors": [{"type": "FORBIDDEN", "message": "SAML", "path": ["organization", "repositories", "nodes", 0]}]}
                """);

        assertThat(api.query("Sweep", Map.of()).at("organization").isObject()).isTrue();
    }

    private static GitHubApi answering(String body) {
        return new GitHubApi(new Always(body), "https://api.github.com/graphql");
    }

    private record Always(String body) implements HttpApi {
        @Override
        public Answer post(String path, JsonNode asked) {
            try {
                return new Answer(200, new ObjectMapper().readTree(body), Map.of(), false);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Answer get(String path, Map<String, String> query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer postForm(String path, Map<String, String> fields) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
