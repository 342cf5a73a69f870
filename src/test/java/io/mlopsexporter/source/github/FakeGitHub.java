package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A GitHub with one organisation, over HTTP. It answers as the real one does, with everything it has, whatever was selected. */
final class FakeGitHub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final Map<Long, FakeRepository> repositories = new LinkedHashMap<>();
    /** Logins by full name of the team. */
    final Map<String, List<String>> members = new LinkedHashMap<>();
    /** By slug: parent, and repository name → permission. */
    final Map<String, FakeTeam> teams = new LinkedHashMap<>();
    /** Former full names. */
    final Map<String, FakeRepository> formerNames = new LinkedHashMap<>();
    /** Operations, and paths of REST, in order. */
    final List<String> asked = new ArrayList<>();

    String organization = "acme";
    String teamsError = "";
    int pageSize = 100;
    /** Sweeps of so many repositories or more end as 502: GitHub gives up after 10 s. */
    int tooMuch = Integer.MAX_VALUE;

    /** The App's webhook-delivery log, newest first. */
    final List<Map<String, @Nullable Object>> deliveries = new ArrayList<>();
    /** Events that the App is told of. */
    final List<String> appEvents = new ArrayList<>(
            List.of("create", "deployment", "deployment_status", "push", "release", "repository", "workflow_run"));
    /** Status of what only the App itself may ask for. */
    int appStatus = 200;

    /** What all queries have cost. */
    long points;
    /** Points that are granted in an hour; 0: an Enterprise Server without limits. */
    long hourlyPoints = 5_000;

    /** Is told of each operation before it is answered. */
    Consumer<String> before = operation -> {};
    /** URLs of the REST API that get a 503. */
    Predicate<String> refuses = url -> false;
    /** An Enterprise Server of that time knows no {@code Issue.stateReason}, or not its argument. */
    String unknownToSchema = "";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().extensions(new Answers()));

    /** @param permissions by full name of the repository */
    record FakeTeam(String slug, Optional<String> parent, Map<String, String> permissions) {}

    FakeGitHub() {
        server.start();
        server.stubFor(any(anyUrl()));
    }

    String url() {
        return server.baseUrl();
    }

    FakeRepository repository(long id, String name) {
        FakeRepository repository = new FakeRepository(id, name);
        repositories.put(id, repository);
        return repository;
    }

    FakeRepository of(long id) {
        return Objects.requireNonNull(repositories.get(id));
    }

    /** Tells the App of something, at this instant. */
    void deliver(long id, Instant at, String event, String action, @Nullable Long repository) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("guid", "guid-" + id);
        json.put("delivered_at", at.toString());
        json.put("redelivery", false);
        json.put("status", "Invalid HTTP Response: 502");
        json.put("status_code", 502);
        json.put("event", event);
        json.put("action", action.isEmpty() ? null : action);
        json.put("installation_id", 77);
        json.put("repository_id", repository);
        deliveries.add(0, json);
    }

    /** What was asked since the last call, GraphQL and REST, but for the question for the time. */
    List<String> askedSince() {
        List<String> since =
                asked.stream().filter(path -> !path.equals("/rate_limit")).toList();
        asked.clear();
        return since;
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized Object answer(Request request) {
        if (request.getUrl().endsWith("/graphql")) {
            JsonNode body = read(request.getBodyAsString());
            if (body.path("variables").path("first").asInt() >= tooMuch) {
                return 502;
            }
            asked.add(body.path("operationName").asText());
            before.accept(body.path("operationName").asText());
            if (!unknownToSchema.isEmpty() && body.path("query").asText().contains(unknownToSchema)) {
                return Map.of("errors", List.of(undefined()));
            }
            long cost = Points.of(body.path("query").asText(), body.path("variables"));
            points += cost;
            return new FakeGraphQl(this, body.path("variables"), cost)
                    .answer(body.path("operationName").asText());
        }
        asked.add(request.getUrl());
        if (refuses.test(request.getUrl())) {
            return 503;
        }
        return new FakeRest(this).answer(request);
    }

    private Map<String, Object> undefined() {
        String message = unknownToSchema.equals("stateReason")
                ? "Field 'stateReason' doesn't exist on type 'Issue'"
                : "Field 'stateReason' doesn't accept argument 'enableDuplicate'";
        return Map.of(
                "path",
                List.of("query Issues", "node", "issues", "nodes", "stateReason"),
                "extensions",
                Map.of("code", "undefinedField", "typeName", "Issue", "fieldName", "stateReason"),
                "message",
                message);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Answers implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "fake";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            Object answer = answer(event.getRequest());
            if (answer instanceof FakeRest.Page page) {
                return Response.response()
                        .status(200)
                        .headers(new HttpHeaders(new HttpHeader("Link", "<" + url() + page.next() + ">; rel=\"next\"")))
                        .body(write(page.body()))
                        .build();
            }
            return answer instanceof Integer status
                    ? Response.response()
                            .status(status)
                            .body("{\"message\":\"Not Found\"}")
                            .build()
                    : Response.response().status(200).body(write(answer)).build();
        }
    }

    private static String write(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
