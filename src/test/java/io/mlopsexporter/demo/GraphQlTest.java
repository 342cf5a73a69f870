package io.mlopsexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphQlTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Client client = new Client();
    private final DemoServer server = DemoServer.start(() -> START, 1);

    @BeforeAll
    void answers() {
        assertThat(data("{ viewer { login } }").path("viewer").path("login").asText())
                .isEqualTo("demo");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void repositories_arePagedToTheEnd() {
        Set<String> seen = new HashSet<>();
        Map<String, Object> variables = new LinkedHashMap<>();
        boolean more = true;
        while (more) {
            JsonNode page = client.query(server, """
                            query($after: String) { organization(login: "acme-ai") {
                              repositories(first: 7, after: $after, isArchived: false, isFork: false,
                                orderBy: {field: CREATED_AT, direction: ASC}) {
                                totalCount pageInfo { hasNextPage endCursor } nodes { nameWithOwner } } } }""", variables)
                    .path("data")
                    .path("organization")
                    .path("repositories");
            assertThat(page.path("totalCount").asInt()).isEqualTo(22);
            page.path("nodes")
                    .forEach(node -> assertThat(
                                    seen.add(node.path("nameWithOwner").asText()))
                            .isTrue());
            more = page.path("pageInfo").path("hasNextPage").asBoolean();
            variables.put("after", page.path("pageInfo").path("endCursor").asText());
        }

        assertThat(seen).hasSize(22).contains("acme-ai/handbook").doesNotContain("acme-ai/forked-toolkit");
    }

    @Test
    void deployments_areOldestFirstUnlessAskedOtherwise() {
        JsonNode repository = data("""
                        { repository(owner: "acme-ai", name: "fraud-api") {
                          oldest: deployments(first: 1, environments: "production") { nodes { ...when } }
                          newest: deployments(first: 1, environments: ["production"],
                            orderBy: {field: CREATED_AT, direction: DESC}) { nodes { ...when state statuses(first: 9) { nodes { state } } } } } }
                        fragment when on Deployment { createdAt environment latestStatus { state } }""").path("repository");
        JsonNode oldest = repository.path("oldest").path("nodes").path(0);
        JsonNode newest = repository.path("newest").path("nodes").path(0);

        assertThat(oldest.path("createdAt").asText()).startsWith("2025-");
        assertThat(newest.path("createdAt").asText()).startsWith("2026-11-");
        assertThat(newest.path("environment").asText()).isEqualTo("production");
        assertThat(oldest.path("latestStatus").path("state").asText()).isEqualTo("INACTIVE");
    }

    @Test
    void unknownField_isAnErrorInGitHubsWords() {
        JsonNode answer = client.query(server, "query Q { organization(login: \"acme-ai\") { teamz }\n}", Map.of());

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.path("errors").path(0).path("message").asText())
                .isEqualTo("Field 'teamz' doesn't exist on type 'Organization'");
        assertThat(answer.path("errors").path(0).path("extensions").path("code").asText())
                .isEqualTo("undefinedField");
    }

    @Test
    void unknownArgumentVariableAndFragment_areErrors() {
        assertThat(errors("{ repository(owner: \"a\", name: \"b\", at: 1) { id } }"))
                .containsExactly("Field 'repository' on type 'Query' doesn't accept argument 'at'");
        assertThat(errors("{ node(id: $id) { id } }")).containsExactly("Variable $id is used but not declared");
        assertThat(errors("{ viewer { ...x } }")).containsExactly("Fragment x was used, but not defined");
        assertThat(errors("{ viewer }")).containsExactly("Field 'viewer' must have selections");
        assertThat(errors("{ viewer { login")).hasSize(1).first().asString().contains("end of file");
    }

    @Test
    void connectionWithoutSize_isAnError() {
        JsonNode answer =
                client.query(server, "{ organization(login: \"acme-ai\") { teams { totalCount } } }", Map.of());

        assertThat(answer.path("data").isNull()).isTrue();
        assertThat(answer.path("errors").path(0).path("type").asText()).isEqualTo("MISSING_PAGINATION_BOUNDARIES");
    }

    @Test
    void missingNode_isNullBesideTheOthers() {
        JsonNode answer = client.query(
                server,
                "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Repository { name } } }",
                Map.of("ids", List.of(repositoryId("fraud-api"), "R_1")));

        assertThat(answer.path("data").path("nodes").path(0).toString())
                .isEqualTo("{\"__typename\":\"Repository\",\"name\":\"fraud-api\"}");
        assertThat(answer.path("data").path("nodes").path(1).isNull()).isTrue();
        assertThat(answer.path("errors").path(0).path("path").toString()).isEqualTo("[\"nodes\",1]");
        assertThat(answer.path("errors").path(0).path("type").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void directivesAliasesAndDefaults_hold() {
        JsonNode data = data("""
                query($with: Boolean = false, $login: String = "acme-ai") {
                  a: organization(login: $login) { login name @include(if: $with) }
                  b: organization(login: $login) @skip(if: true) { login }
                  a: organization(login: $login) { url @skip(if: $with) } }""");

        assertThat(data.toString())
                .isEqualTo("{\"a\":{\"login\":\"acme-ai\",\"url\":\"https://github.example/acme-ai\"}}");
    }

    @Test
    void cost_isThatOfConnections() {
        JsonNode data = data("""
                { rateLimit { cost remaining resetAt } organization(login: "acme-ai") { repositories(first: 100) { nodes {
                  deployments(first: 10) { nodes { latestStatus { state } statuses(first: 10) { nodes { state } } } } } } } }""");

        assertThat(data.path("rateLimit").path("cost").asInt()).isEqualTo(11);
        assertThat(data.path("rateLimit").path("resetAt").asText()).isEqualTo("2026-11-23T11:00:00Z");
    }

    @Test
    void teams_haveParentsAndPermissions() {
        JsonNode teams = data("""
                        { organization(login: "acme-ai") { teams(first: 50) { nodes { slug parentTeam { slug }
                          repositories(first: 100) { edges { permission node { name } } } } } } }""").path("organization").path("teams").path("nodes");

        assertThat(teams).hasSize(9);
        assertThat(teams.findValuesAsText("slug")).contains("fraud", "platform", "machine-learning", "security");
        assertThat(teams.toString())
                .contains(
                        "{\"slug\":\"fraud\",\"parentTeam\":{\"slug\":\"machine-learning\"},\"repositories\":{\"edges\":"
                                + "[{\"permission\":\"WRITE\",\"node\":{\"name\":\"fraud-api\"}}");
    }

    @Test
    void squashedPullRequest_hasCommitsOfItsOwn() {
        JsonNode pulls = data("""
                        { repository(owner: "acme-ai", name: "search-api") {
                          pullRequests(first: 100, states: [MERGED]) { nodes { number mergedAt mergeCommit { oid messageHeadline
                            parents(first: 2) { totalCount } associatedPullRequests(first: 5) { nodes { number } } }
                            commits(first: 100) { totalCount nodes { commit { oid authoredDate } } } reviews(first: 5) { nodes { state author { login } } }
                            timelineItems(first: 10, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes { __typename ... on ReadyForReviewEvent { createdAt } } } } } } }""").path("repository").path("pullRequests").path("nodes");

        int squashed = 0;
        for (JsonNode pull : pulls) {
            JsonNode merged = pull.path("mergeCommit");
            assertThat(merged.path("associatedPullRequests")
                            .path("nodes")
                            .path(0)
                            .path("number"))
                    .isEqualTo(pull.path("number"));
            JsonNode first = pull.path("commits").path("nodes").path(0).path("commit");
            assertThat(first.path("authoredDate").asText())
                    .isLessThan(pull.path("mergedAt").asText());
            squashed += merged.path("parents").path("totalCount").asInt() == 1 ? 1 : 0;
        }
        assertThat(squashed).isBetween(50, 99);
        assertThat(pulls.toString()).contains("\"__typename\":\"ReadyForReviewEvent\"");
    }

    private String repositoryId(String name) {
        return data("{ repository(owner: \"acme-ai\", name: \"" + name + "\") { id } }")
                .path("repository")
                .path("id")
                .asText();
    }

    private JsonNode data(String query) {
        JsonNode answer = client.query(server, query, Map.of());
        assertThat(answer.path("errors")).as(answer.toString()).isEmpty();
        return answer.path("data");
    }

    private List<String> errors(String query) {
        return client.query(server, query, Map.of()).path("errors").findValuesAsText("message");
    }
}
