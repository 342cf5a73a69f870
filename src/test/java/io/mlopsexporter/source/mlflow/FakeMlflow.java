package io.mlopsexporter.source.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A tracking server over HTTP, with the limits and absent keys of the real one, as reference recordings of 2.9.2 and 3.17.2 have them. */
final class FakeMlflow implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/api/2.0/mlflow/";
    private static final Pattern SINCE = Pattern.compile("attributes\\.start_time >= (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"]*)['\"]");

    /** By name. */
    final Map<String, FakeModel> models = new TreeMap<>();

    final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    final Map<String, ObjectNode> experiments = new TreeMap<>();
    /** What is answered in place of the real thing, by the end of the path. */
    final Map<String, Response> instead = new HashMap<>();
    /** Done just before the request with this number is answered, from 1. */
    final Map<Integer, Runnable> meanwhile = new HashMap<>();
    /** Method, call and body or query of each request. */
    final List<String> asked = new ArrayList<>();

    /** Fewer than are asked for, so that lists take pages. */
    int mostPerPage = 1000;

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().extensions(new Answers()));

    FakeMlflow() {
        server.start();
        server.stubFor(any(anyUrl()));
        experiment("0", "Default");
    }

    /** A registered model, and what it has. */
    static final class FakeModel {
        final String name;
        final Instant createdAt;
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> aliases = new TreeMap<>();
        /** By number. */
        final Map<Integer, ObjectNode> versions = new TreeMap<>(Comparator.reverseOrder());

        FakeModel(String name, Instant createdAt) {
            this.name = name;
            this.createdAt = createdAt;
        }

        /** The next one, in no stage. */
        FakeModel version(String createdAt, String run) {
            int number = versions.keySet().stream().findFirst().orElse(0) + 1;
            long at = Instant.parse(createdAt).toEpochMilli();
            ObjectNode json = JSON.createObjectNode()
                    .put("name", name)
                    .put("version", Integer.toString(number))
                    .put("creation_timestamp", at)
                    .put("last_updated_timestamp", at)
                    .put("current_stage", "None")
                    .put("run_id", run)
                    .put("status", "READY");
            versions.put(number, json);
            return this;
        }

        FakeModel alias(String alias, int version) {
            aliases.put(alias, Integer.toString(version));
            return this;
        }

        /** With what was there before going to the archive, as the page of MLflow does it. */
        FakeModel stage(int version, String stage, String at) {
            versions.values().stream()
                    .filter(one -> one.path("current_stage").asText().equals(stage))
                    .forEach(one -> one.put("current_stage", "Archived"));
            json(version)
                    .put("current_stage", stage)
                    .put("last_updated_timestamp", Instant.parse(at).toEpochMilli());
            return this;
        }

        FakeModel tag(int version, String key, String value) {
            ArrayNode array = json(version).withArray("tags");
            array.add(JSON.createObjectNode().put("key", key).put("value", value));
            return this;
        }

        /** Its aliases go with it, silently. */
        void delete(int version) {
            versions.remove(version);
            aliases.values().removeIf(Integer.toString(version)::equals);
        }

        ObjectNode json(int version) {
            return Optional.ofNullable(versions.get(version)).orElseThrow();
        }

        private ObjectNode json() {
            ObjectNode json = JSON.createObjectNode()
                    .put("name", name)
                    .put("creation_timestamp", createdAt.toEpochMilli())
                    .put("last_updated_timestamp", createdAt.toEpochMilli());
            Map<String, JsonNode> latest = new LinkedHashMap<>();
            versions.values()
                    .forEach(one -> latest.putIfAbsent(one.path("current_stage").asText(), one));
            list(json, "latest_versions", latest.values().stream());
            list(
                    json,
                    "tags",
                    tags.entrySet().stream()
                            .map(tag -> JSON.createObjectNode()
                                    .put("key", tag.getKey())
                                    .put("value", tag.getValue())));
            list(
                    json,
                    "aliases",
                    aliases.entrySet().stream()
                            .map(alias -> JSON.createObjectNode()
                                    .put("alias", alias.getKey())
                                    .put("version", alias.getValue())));
            return json;
        }
    }

    String url() {
        return server.baseUrl();
    }

    FakeModel model(String name) {
        return models.computeIfAbsent(name, key -> new FakeModel(key, Instant.parse("2025-01-01T00:00:00Z")));
    }

    void experiment(String id, String name, String... tags) {
        ObjectNode json = JSON.createObjectNode()
                .put("experiment_id", id)
                .put("name", name)
                .put("lifecycle_stage", "active");
        list(json, "tags", Stream.of(tags).map(FakeMlflow::tag));
        experiments.put(id, json);
    }

    /** @param tags as {@code mlflow.user=alice} */
    ObjectNode run(String id, String experiment, String startedAt, String... tags) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("info")
                .put("run_id", id)
                .put("run_uuid", id)
                .put("experiment_id", experiment)
                .put("user_id", "")
                .put("status", "RUNNING")
                .put(
                        "start_time",
                        startedAt.isEmpty() ? 0 : Instant.parse(startedAt).toEpochMilli())
                .put("lifecycle_stage", "active");
        list(json.putObject("data"), "tags", Stream.of(tags).map(FakeMlflow::tag));
        runs.put(id, json);
        return json;
    }

    void end(String run, String at) {
        ((ObjectNode) Optional.ofNullable(runs.get(run)).orElseThrow().path("info"))
                .put("end_time", Instant.parse(at).toEpochMilli());
    }

    private static ObjectNode tag(String text) {
        String[] parts = text.split("=", 2);
        return JSON.createObjectNode().put("key", parts[0]).put("value", parts[1]);
    }

    /** What was asked since the last call. */
    synchronized List<String> askedSince() {
        List<String> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized Response answer(Request request) {
        String url = request.getUrl();
        String call = url.replaceFirst("\\?.*", "");
        asked.add(request.getMethod() + " " + call.replace(ROOT, "") + " " + request.getBodyAsString());
        meanwhile.getOrDefault(asked.size(), () -> {}).run();
        for (Map.Entry<String, Response> other : instead.entrySet()) {
            if (call.endsWith(other.getKey())) {
                return other.getValue();
            }
        }
        return switch (call.replace(ROOT, "")) {
            case "registered-models/search" ->
                page(
                        "registered_models",
                        models.values().stream().map(FakeModel::json).toList(),
                        query(request));
            case "registered-models/get" ->
                Optional.ofNullable(models.get(query(request, "name")))
                        .map(model -> json(JSON.createObjectNode().set("registered_model", model.json())))
                        .orElseGet(() -> problem(404, "RESOURCE_DOES_NOT_EXIST"));
            case "model-versions/search" -> page("model_versions", versions(query(request, "filter")), query(request));
            case "experiments/search" -> page("experiments", List.copyOf(experiments.values()), body(request));
            case "runs/search" -> page("runs", runs(body(request)), body(request));
            default -> response(404, "<!doctype html><title>404 Not Found</title>", "text/html");
        };
    }

    private List<ObjectNode> versions(String filter) {
        Matcher matcher = QUOTED.matcher(filter);
        if (!matcher.find()) {
            throw new IllegalArgumentException(filter);
        }
        if (filter.startsWith("name = ")) {
            return Optional.ofNullable(models.get(matcher.group(1))).stream()
                    .flatMap(model -> model.versions.values().stream())
                    .toList();
        }
        String tag = filter.replaceFirst("^tags\\.`([^`]+)` LIKE '%'$", "$1");
        return models.values().stream()
                .flatMap(model -> model.versions.values().stream())
                .filter(version -> version.path("tags").findValuesAsText("key").contains(tag))
                .sorted(Comparator.comparingLong(
                        version -> -version.path("creation_timestamp").asLong()))
                .toList();
    }

    private List<ObjectNode> runs(JsonNode body) {
        List<String> experimentIds = new ArrayList<>();
        body.path("experiment_ids").forEach(id -> experimentIds.add(id.asText()));
        String filter = body.path("filter").asText();
        Matcher since = SINCE.matcher(filter);
        List<String> ids =
                QUOTED.matcher(filter).results().map(match -> match.group(1)).toList();
        Function<ObjectNode, Long> start = run -> run.at("/info/start_time").asLong();
        boolean after = since.matches();
        long from = after ? Long.parseLong(since.group(1)) : 0;
        return runs.values().stream()
                .filter(run ->
                        experimentIds.contains(run.at("/info/experiment_id").asText()))
                .filter(run -> after
                        ? start.apply(run) >= from
                        : filter.endsWith("< 1")
                                ? start.apply(run) < 1
                                : ids.contains(run.at("/info/run_id").asText()))
                .sorted(Comparator.comparing(start)
                        .thenComparing(run -> run.at("/info/run_id").asText()))
                .toList();
    }

    private Response page(String name, List<ObjectNode> all, JsonNode query) {
        int limit = Math.min(mostPerPage, query.path("max_results").asInt());
        int offset = query.path("page_token").isMissingNode()
                ? 0
                : offset(query.path("page_token").asText());
        ObjectNode body = JSON.createObjectNode();
        list(body, name, all.stream().skip(offset).limit(limit));
        if (offset + limit < all.size()) {
            String token = "{\"offset\": " + (offset + limit) + "}";
            body.put("next_page_token", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        }
        return json(body);
    }

    private static int offset(String token) {
        try {
            return JSON.readTree(Base64.getDecoder().decode(token))
                    .path("offset")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty lists are absent keys. */
    private static void list(ObjectNode into, String name, Stream<? extends JsonNode> items) {
        List<? extends JsonNode> all = items.toList();
        if (!all.isEmpty()) {
            into.putArray(name).addAll(all);
        }
    }

    private static JsonNode body(Request request) {
        try {
            return JSON.readTree(request.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode query(Request request) {
        ObjectNode query = JSON.createObjectNode();
        for (String name : List.of("max_results", "page_token", "filter", "name")) {
            if (request.queryParameter(name).isPresent()) {
                query.put(name, request.queryParameter(name).firstValue());
            }
        }
        return query;
    }

    private static String query(Request request, String name) {
        return query(request).path(name).asText();
    }

    private static Response json(JsonNode body) {
        return response(200, body.toString(), "application/json");
    }

    static Response problem(int status, String code) {
        return response(
                status, "{\"error_code\": \"" + code + "\", \"message\": \"no such thing\"}", "application/json");
    }

    static Response response(int status, String body, String type) {
        return Response.response()
                .status(status)
                .headers(new com.github.tomakehurst.wiremock.http.HttpHeaders(
                        new com.github.tomakehurst.wiremock.http.HttpHeader("Content-Type", type)))
                .body(body)
                .build();
    }

    private final class Answers implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "mlflow";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            return answer(event.getRequest());
        }
    }
}
