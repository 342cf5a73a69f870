package io.mlopsexporter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as an MLflow tracking server behind a proxy that asks for a token: absent keys for empty lists, pages by offset. */
final class MlflowService {
    private static final String ROOT = "/api/2.0/mlflow/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("name ?= ?'([^']*)'");
    private static final Pattern TAGGED = Pattern.compile("tags\\.`([^`]*)` LIKE '%'");
    private static final Pattern FROM = Pattern.compile("attributes\\.start_time >= (\\d+)");
    private static final Pattern UNTIL = Pattern.compile("attributes\\.start_time < (\\d+)");
    private static final Pattern IDS = Pattern.compile("attributes\\.run_id IN \\((.*)\\)");

    private final DemoOrganization organization;
    private final InstantSource clock;
    private final String token;

    MlflowService(DemoOrganization organization, InstantSource clock, String token) {
        this.organization = organization;
        this.clock = clock;
        this.token = token;
    }

    Answer answer(Asked asked) {
        if (asked.header("Authorization").filter(("Bearer " + token)::equals).isEmpty()) {
            return new Answer(
                    401,
                    "<!doctype html><title>401 Unauthorized</title>You are not authenticated.",
                    Map.of("Content-Type", "text/html; charset=utf-8", "WWW-Authenticate", "Basic realm=\"mlflow\""));
        }
        synchronized (organization) {
            return answer(asked, organization.at(clock.instant()));
        }
    }

    private static Answer answer(Asked asked, Moment moment) {
        MlflowJson json = new MlflowJson(moment.now());
        String call = asked.method() + " " + asked.path().replaceFirst("^" + ROOT, "");
        JsonNode wanted = asked.method().equals("POST") ? parsed(asked.body()) : query(asked.query());
        return switch (call) {
            case "GET registered-models/search" ->
                page(
                        "registered_models",
                        moment.models().stream().map(json::model).toList(),
                        wanted,
                        1000);
            case "GET registered-models/get" ->
                moment.models().stream()
                        .filter(model ->
                                model.plan().name().equals(wanted.path("name").asText()))
                        .findFirst()
                        .map(model -> Answer.of(
                                200, JsonNodeFactory.instance.objectNode().set("registered_model", json.model(model))))
                        .orElseGet(() -> problem(404, "RESOURCE_DOES_NOT_EXIST", "Registered Model not found"));
            case "GET model-versions/search" ->
                page("model_versions", versions(wanted.path("filter").asText(), moment, json), wanted, 200_000);
            case "POST experiments/search" ->
                page(
                        "experiments",
                        moment.models().stream().map(json::experiment).toList(),
                        wanted,
                        50_000);
            case "POST runs/search" -> page("runs", runs(wanted, moment, json), wanted, 50_000);
            default ->
                new Answer(
                        404,
                        "<!doctype html><title>404 Not Found</title>",
                        Map.of("Content-Type", "text/html; charset=utf-8"));
        };
    }

    private static List<ObjectNode> versions(String filter, Moment moment, MlflowJson json) {
        Matcher name = NAME.matcher(filter);
        Matcher tagged = TAGGED.matcher(filter);
        boolean byName = name.matches();
        boolean byTag = tagged.matches();
        return moment.models().stream()
                .filter(model -> !byName || model.plan().name().equals(name.group(1)))
                .flatMap(model -> model.versions(moment.now()).stream().map(version -> json.version(model, version)))
                .filter(version ->
                        !byTag || version.path("tags").findValuesAsText("key").contains(tagged.group(1)))
                .toList();
    }

    private static List<ObjectNode> runs(JsonNode wanted, Moment moment, MlflowJson json) {
        List<String> experiments = new ArrayList<>();
        wanted.path("experiment_ids").forEach(id -> experiments.add(id.asText()));
        String filter = wanted.path("filter").asText();
        Optional<Instant> from = instant(FROM, filter);
        Optional<Instant> until = instant(UNTIL, filter);
        Matcher ids = IDS.matcher(filter);
        boolean byId = ids.matches();
        List<DemoModel> models = moment.models().stream()
                .filter(model -> experiments.contains(model.experimentId()))
                .toList();
        record Found(DemoModel model, DemoModel.Run run) {}
        return models.stream()
                .flatMap(model -> model.runs().stream().map(run -> new Found(model, run)))
                .filter(found -> moment.isVisible(found.run()))
                .filter(found -> from.filter(found.run().at()::isBefore).isEmpty())
                .filter(found -> until.isEmpty() || found.run().at().isBefore(until.get()))
                .filter(found ->
                        !byId || ids.group(1).contains("'" + found.run().id() + "'"))
                .sorted(Comparator.comparing((Found found) -> found.run().at())
                        .thenComparing(found -> found.run().id()))
                .map(found -> json.run(found.model(), found.run()))
                .toList();
    }

    private static Optional<Instant> instant(Pattern pattern, String filter) {
        Matcher matcher = pattern.matcher(filter);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }

    private static Answer page(String name, List<ObjectNode> all, JsonNode wanted, int most) {
        int limit = wanted.path("max_results").asInt(100);
        if (limit > most) {
            return problem(
                    400, "INVALID_PARAMETER_VALUE", "Invalid value for request parameter max_results: at most " + most);
        }
        int offset = parsed(new String(
                        Base64.getDecoder().decode(wanted.path("page_token").asText()), StandardCharsets.UTF_8))
                .path("offset")
                .asInt();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        List<ObjectNode> shown = all.stream().skip(offset).limit(limit).toList();
        if (!shown.isEmpty()) {
            ArrayNode items = body.putArray(name);
            shown.forEach(items::add);
        }
        if (offset + limit < all.size()) {
            byte[] next = ("{\"offset\": " + (offset + limit) + "}").getBytes(StandardCharsets.UTF_8);
            body.put("next_page_token", Base64.getEncoder().encodeToString(next));
        }
        return Answer.of(200, body);
    }

    private static Answer problem(int status, String code, String message) {
        return Answer.of(
                status,
                JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
    }

    private static JsonNode query(Query query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("max_results", "page_token", "filter", "name")) {
            query.text(name).ifPresent(value -> json.put(name, value));
        }
        return json;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
