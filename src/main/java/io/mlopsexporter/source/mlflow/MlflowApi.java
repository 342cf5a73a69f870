package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The calls that are made, the same from MLflow 2.9 to 3.x. Lists are paged by offset, and what is on a page shifts while one reads. */
final class MlflowApi {
    private static final String ROOT = "/api/2.0/mlflow/";
    /** More are refused with 400. */
    static final int MODELS = 1000;

    private static final int EXPERIMENTS = 10_000;
    private static final int VERSIONS = 5_000;
    /** A run comes with all its metrics and parameters: of many runs with hundreds of each, a bigger page would be too big. */
    static final int RUNS = 1000;

    private static final int RUNS_BY_ID = 100;

    private final HttpApi http;

    MlflowApi(HttpApi http) {
        this.http = http;
    }

    Instant now() {
        return http.now();
    }

    /** One page, and where the next one begins. */
    record Page<T>(List<T> items, Optional<String> next) {
        Page {
            items = List.copyOf(items);
        }
    }

    /**
     * A list read page by page to its end.
     *
     * @param paged whether it took more than one page, which are not of one moment
     */
    record Listing<T>(List<T> items, boolean paged) {
        Listing {
            items = List.copyOf(items);
        }
    }

    /** The cheapest request there is. */
    void ping() {
        Map<String, String> query = Map.of("max_results", "1");
        models(get("registered-models/search", query));
    }

    /** All models, in the order of their names, as far as they stay where they are meanwhile. */
    Listing<ListedModel> models() {
        Map<String, String> query = Map.of("max_results", String.valueOf(MODELS), "order_by", "name ASC");
        return listing("registered-models/search", query, asked -> models(get("registered-models/search", asked)));
    }

    private Page<ListedModel> models(JsonNode body) {
        return page(body, "registered_models", "GET " + ROOT + "registered-models/search", ListedModel::of);
    }

    /** One model; empty: there is none of that name. */
    Optional<ListedModel> model(String name) {
        String call = "registered-models/get";
        try {
            JsonNode model = get(call, Map.of("name", name)).path("registered_model");
            if (!model.isObject()) {
                throw new SourceException(new SourceError.BadPayload(
                        "GET " + ROOT + call + ": the answer has no registered_model; check tracking_uri"));
            }
            return ListedModel.of(model);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All versions of a model, the newest first. */
    List<ListedVersion> versions(String model) {
        return all(
                "model-versions/search",
                Map.of(
                        "max_results",
                        String.valueOf(VERSIONS),
                        "filter",
                        "name = " + quoted(model),
                        "order_by",
                        "version_number DESC"),
                this::versions);
    }

    /** The newest versions that bear a tag, or all of them. */
    List<ListedVersion> tagged(String tag, boolean whole) {
        Map<String, String> query = Map.of(
                "max_results",
                String.valueOf(whole ? VERSIONS : MODELS),
                "filter",
                "tags.`" + tag.replace("`", "") + "` LIKE '%'",
                "order_by",
                "creation_timestamp DESC");
        return whole
                ? all("model-versions/search", query, this::versions)
                : versions(query).items();
    }

    private Page<ListedVersion> versions(Map<String, String> query) {
        String call = "model-versions/search";
        return page(get(call, query), "model_versions", "GET " + ROOT + call, ListedVersion::of);
    }

    /** All experiments, deleted ones too: their runs were uses of the platform. */
    List<ListedExperiment> experiments() {
        String call = "experiments/search";
        List<ListedExperiment> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        Tokens tokens = new Tokens("POST " + ROOT + call);
        do {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("max_results", EXPERIMENTS)
                    .put("view_type", "ALL");
            token.ifPresent(next -> body.put("page_token", next));
            Page<ListedExperiment> page = page(
                    http.post(ROOT + call, body).body(), "experiments", "POST " + ROOT + call, ListedExperiment::of);
            found.addAll(page.items());
            token = tokens.next(page.next());
        } while (token.isPresent());
        return found;
    }

    /**
     * Runs of these experiments by the time of their start, the earliest first.
     *
     * @param from those that started before are left out
     * @param token of the page; empty: the first
     */
    Page<ListedRun> runs(Collection<String> experiments, Instant from, Optional<String> token) {
        ObjectNode body = ofRuns(experiments, "attributes.start_time >= " + from.toEpochMilli(), RUNS);
        token.ifPresent(next -> body.put("page_token", next));
        return runs(body);
    }

    /** Runs that never told when they started; at most as many as are on a page. */
    List<ListedRun> runsWithoutStart(Collection<String> experiments) {
        return runs(ofRuns(experiments, "attributes.start_time < 1", RUNS)).items();
    }

    /** The runs with these ids, as far as there are such. */
    List<ListedRun> runs(Collection<String> experiments, List<String> ids) {
        List<ListedRun> found = new ArrayList<>();
        for (int at = 0; at < ids.size() && !experiments.isEmpty(); at += RUNS_BY_ID) {
            List<String> some = ids.subList(at, Math.min(ids.size(), at + RUNS_BY_ID));
            String filter = "attributes.run_id IN ('" + String.join("', '", some) + "')";
            found.addAll(runs(ofRuns(experiments, filter, RUNS_BY_ID)).items());
        }
        return found;
    }

    private static ObjectNode ofRuns(Collection<String> experiments, String filter, int limit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = body.putArray("experiment_ids");
        experiments.forEach(ids::add);
        body.put("filter", filter).put("max_results", limit).put("run_view_type", "ALL");
        body.putArray("order_by").add("attributes.start_time ASC");
        return body;
    }

    private Page<ListedRun> runs(ObjectNode body) {
        String call = ROOT + "runs/search";
        return page(http.post(call, body).body(), "runs", "POST " + call, ListedRun::of);
    }

    private JsonNode get(String call, Map<String, String> query) {
        return http.get(ROOT + call, query).body();
    }

    private static <T> List<T> all(
            String call, Map<String, String> query, Function<Map<String, String>, Page<T>> read) {
        return listing(call, query, read).items();
    }

    private static <T> Listing<T> listing(
            String call, Map<String, String> query, Function<Map<String, String>, Page<T>> read) {
        List<T> found = new ArrayList<>();
        Map<String, String> asked = new TreeMap<>(query);
        Tokens tokens = new Tokens("GET " + ROOT + call);
        Optional<String> token;
        do {
            Page<T> page = read.apply(asked);
            found.addAll(page.items());
            token = tokens.next(page.next());
            token.ifPresent(next -> asked.put("page_token", next));
        } while (token.isPresent());
        return new Listing<>(found, tokens.any());
    }

    private static <T> Page<T> page(JsonNode body, String field, String call, Function<JsonNode, Optional<T>> item) {
        return new Page<>(Wire.list(body, field, call, item), Wire.some(body, "next_page_token"));
    }

    /** MLflow's filters know no escape, only two kinds of quotes. */
    private static String quoted(String text) {
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
