package io.mlopsexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo has to answer whatever the agent asks: every query that ships, with values for all its variables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private static final Path DOCUMENTS = Path.of("src/main/resources/io/mlopsexporter/source/github");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Client client = new Client();
    private final DemoServer server = DemoServer.start(() -> NOW, 1);

    @AfterAll
    void close() {
        server.close();
    }

    static List<Path> documents() {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void documents_areFound() {
        assertThat(documents()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_isAnsweredWithoutErrors(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, Object> variables = new LinkedHashMap<>();
        GraphQlSyntax.Operation operation =
                GraphQlParser.parse(text).operations().get(0);
        operation.variables().keySet().forEach(name -> put(variables, name, text));

        JsonNode answer = client.query(server, text, variables);

        assertThat(answer.path("errors")).as(answer.toString()).isEmpty();
        assertThat(answer.path("data").size()).isPositive();
        answer.path("data").forEach(part -> assertThat(part.isNull()).isFalse());
    }

    /** Cursors are left out, as in a first request; a variable of a new name has to be given a value here. */
    private void put(Map<String, Object> variables, String name, String text) {
        switch (name) {
            case "after", "commits", "labels", "events", "files", "first", "since" ->
                assertThat(text).contains("$" + name);
            case "organization" -> variables.put(name, "acme-ai");
            case "owner" -> variables.put(name, "acme-ai");
            case "name" -> variables.put(name, "fraud-api");
            case "slug" -> variables.put(name, "fraud");
            case "oid", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9" ->
                variables.put(
                        name,
                        find(
                                "{ repository(owner: \"acme-ai\", name: \"fraud-api\") {"
                                        + " defaultBranchRef { target { oid } } } }",
                                "oid"));
            case "repository" -> variables.put(name, id("Repository"));
            case "label" -> variables.put(name, "incident");
            case "order" -> variables.put(name, "UPDATED_AT");
            case "repositories", "releases", "tags", "issues" -> variables.put(name, List.of(id("Repository")));
            case "deployments", "watched", "moreWatched" -> variables.put(name, List.of(id("Deployment")));
            case "ids" ->
                variables.put(name, List.of(id(text.contains("on PullRequest {") ? "PullRequest" : "Commit")));
            default -> variables.put(name, flag(name, text));
        }
    }

    private static boolean flag(String name, String text) {
        assertThat(text).as("a variable that this test has no value for").contains("$" + name + ": Boolean!");
        return true;
    }

    private String id(String type) {
        String inside =
                switch (type) {
                    case "Deployment" -> "deployments(last: 1) { nodes { id } }";
                    case "PullRequest" -> "pullRequests(last: 1, states: MERGED) { nodes { id } }";
                    case "Commit" -> "defaultBranchRef { target { ... on Commit { id } } }";
                    default -> "id";
                };
        return find("{ repository(owner: \"acme-ai\", name: \"fraud-api\") { " + inside + " } }", "id");
    }

    private String find(String query, String field) {
        return client.query(server, query, Map.of()).findValue(field).asText();
    }
}
