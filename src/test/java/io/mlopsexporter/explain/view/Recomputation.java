package io.mlopsexporter.explain.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Computes the figures of an explanation from what it lists, by the definitions and with nothing else: neither the figures
 * that it states, nor any code of the product.
 */
public final class Recomputation {
    private static final double DAY = 86_400;

    private final JsonNode json;
    private final String window;
    private final String prefix;
    private final String scopeLabels;
    private final SortedMap<String, Double> cells = new TreeMap<>();

    private Recomputation(JsonNode json) {
        this.json = json;
        this.window = json.at("/window/label").asText();
        JsonNode scope = json.path("scope");
        switch (scope.path("level").asText()) {
            case "organization" -> {
                prefix = "dora_organization_";
                scopeLabels = "";
            }
            case "team" -> {
                prefix = "dora_team_";
                scopeLabels = label("ml_team", scope.path("ml_team").asText());
            }
            case "application" -> {
                prefix = "dora_";
                scopeLabels = label("ml_team", scope.path("ml_team").asText())
                        + label("application", scope.path("application").asText())
                        + label("kind", scope.path("kind").asText())
                        + label(
                                "deploy_environment",
                                scope.path("deploy_environment").asText());
            }
            default -> throw new AssertionError(scope);
        }
    }

    /** By name and labels, as they are exposed. */
    public static SortedMap<String, Double> of(JsonNode json) {
        var recomputation = new Recomputation(json);
        recomputation.deployments();
        recomputation.incidents();
        recomputation.failures();
        recomputation.unlinked();
        recomputation.scores();
        return recomputation.cells;
    }

    private void deployments() {
        if (!json.has("deployments")) {
            return;
        }
        List<JsonNode> deployments = items("deployments");
        double days = json.at("/window/seconds").asDouble() / DAY;
        put("deployments", deployments.size());
        put("deployments_per_day", deployments.size() / days);
        Set<Object> dates = new HashSet<>();
        deployments.forEach(one ->
                dates.add(instant(one, "finished_at").atOffset(ZoneOffset.UTC).toLocalDate()));
        put("deployment_dates", dates.size());
        for (String reason : List.of("no_predecessor", "history_too_long", "commit_lost", "pending")) {
            put(
                    "deployments_unmeasured",
                    count(deployments, one -> one.path("unmeasured").asText().equals(reason)),
                    "reason",
                    reason);
        }
        boolean complete =
                deployments.stream().allMatch(one -> one.path("changes_read").asBoolean());
        Instant after = instant(json.path("deployments"), "after");
        for (JsonNode application : json.path("applications")) {
            complete &= !application.has("known_from")
                    || !instant(application, "known_from").isAfter(after);
        }
        put("data_complete", complete ? 1 : 0);
        lastDeployment().ifPresent(last -> putUnwindowed("last_deployment_timestamp_seconds", seconds(last)));
        changes();
    }

    private Optional<Instant> lastDeployment() {
        return StreamSupport.stream(json.path("applications").spliterator(), false)
                .filter(application -> application.has("last_deployment"))
                .map(application -> instant(application.path("last_deployment"), "finished_at"))
                .max(Comparator.naturalOrder());
    }

    private boolean isWithheld(String group) {
        return StreamSupport.stream(json.path("withheld").spliterator(), false)
                .anyMatch(withheld -> withheld.path("group").asText().equals(group));
    }

    private void changes() {
        if (isWithheld("changes")) {
            return;
        }
        List<JsonNode> changes = items("changes");
        var leadTimes = new ArrayList<Double>();
        Map<String, List<Double>> stages = new TreeMap<>();
        int late = 0;
        int unknown = 0;
        for (JsonNode change : changes) {
            Instant live = instant(change.path("delivered_by"), "finished_at");
            if (!change.has("started_at")) {
                unknown++;
                continue;
            }
            Instant start = instant(change, "started_at");
            if (start.isAfter(live)) {
                late++;
                continue;
            }
            leadTimes.add(between(start, live));
            if (change.path("kind").asText().equals("commit")) {
                stage(stages, "deploy", start, live);
                continue;
            }
            if (change.path("kind").asText().equals("model_version")) {
                model(stages, change, start, live);
                continue;
            }
            Instant merged = instant(change, "merged_at");
            Instant opened = start;
            if (change.has("opened_at")) {
                opened = instant(change, "opened_at");
                stage(stages, "coding", start, opened);
                Instant reviewed = opened;
                if (change.has("reviewed_at")) {
                    reviewed = instant(change, "reviewed_at");
                    stage(stages, "pickup", opened, reviewed);
                }
                stage(stages, "review", reviewed, merged);
            }
            stage(stages, "deploy", merged, live);
        }
        put("changes", leadTimes.size());
        put("changes_excluded", late, "reason", "negative_lead_time");
        put("changes_excluded", unknown, "reason", "start_unknown");
        statistics("lead_time_seconds", leadTimes);
        stages.forEach((stage, values) -> statistics("lead_time_stage_seconds", values, "stage", stage));
    }

    /** Each of the instants in between is moved to where it lies between start and going live. */
    private static void model(Map<String, List<Double>> stages, JsonNode version, Instant start, Instant live) {
        if (!version.has("registered_at")) {
            return;
        }
        Instant trained = within(start, instant(version, "trained_at"), live);
        Instant registered = within(trained, instant(version, "registered_at"), live);
        stage(stages, "training", start, trained);
        stage(stages, "registration", trained, registered);
        stage(stages, "promotion", registered, live);
    }

    private static Instant within(Instant from, Instant at, Instant to) {
        Instant end = at.isAfter(to) ? to : at;
        return end.isBefore(from) ? from : end;
    }

    private static void stage(Map<String, List<Double>> stages, String stage, Instant from, Instant to) {
        stages.computeIfAbsent(stage, any -> new ArrayList<>()).add(between(from, to));
    }

    private void incidents() {
        if (!json.has("incidents")) {
            return;
        }
        List<JsonNode> incidents = items("incidents");
        put("incidents", count(incidents, one -> inWindow("incidents", instant(one, "started_at"))));
        List<JsonNode> resolved = incidents.stream()
                .filter(one -> one.has("resolved_at") && inWindow("incidents", instant(one, "resolved_at")))
                .toList();
        put("incidents_resolved", resolved.size());
        statistics(
                "restoration_time_seconds",
                resolved.stream()
                        .map(one -> between(instant(one, "started_at"), instant(one, "resolved_at")))
                        .filter(seconds -> seconds >= 0)
                        .toList());
        List<JsonNode> open =
                incidents.stream().filter(one -> !one.has("resolved_at")).toList();
        putUnwindowed("open_incidents", open.size());
        open.stream()
                .map(one -> instant(one, "started_at"))
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> putUnwindowed("oldest_open_incident_timestamp_seconds", seconds(oldest)));
    }

    private void failures() {
        if (!json.has("failures") || isWithheld("failures")) {
            return;
        }
        List<JsonNode> all = items("failures");
        List<JsonNode> deployments = all.stream()
                .filter(one -> inWindow("failures", instant(one, "finished_at")))
                .toList();
        double failed = count(deployments, one -> !one.path("evidence").isEmpty());
        double rework = count(deployments, one -> !one.path("rework_because").isEmpty());
        put("failed_deployments", failed);
        put("rework_deployments", rework);
        if (!deployments.isEmpty()) {
            put("change_failure_ratio", failed / deployments.size());
            put("rework_ratio", rework / deployments.size());
        }
        for (JsonNode signal : json.path("signals")) {
            put(
                    "failed_deployments_by_signal",
                    count(
                            deployments,
                            one -> StreamSupport.stream(one.path("evidence").spliterator(), false)
                                    .anyMatch(
                                            evidence -> evidence.path("signal").equals(signal))),
                    "signal",
                    signal.asText());
        }
        var recoveries = new ArrayList<Double>();
        for (JsonNode one : all) {
            end(one).filter(end -> inWindow("failures", end))
                    .ifPresent(end -> recoveries.add(between(instant(one, "finished_at"), end)));
        }
        put("recoveries", recoveries.size());
        statistics("recovery_time_seconds", recoveries);
    }

    private void unlinked() {
        boolean known = StreamSupport.stream(json.path("signals").spliterator(), false)
                .anyMatch(signal -> signal.asText().equals("incident"));
        if (known && json.has("linked_incidents")) {
            put("incidents_unlinked", count(items("linked_incidents"), one -> !one.has("deployment")));
        }
    }

    /** When a failure ended: the last of its incidents; without any the first repair. */
    private static Optional<Instant> end(JsonNode failed) {
        var ends = new ArrayList<Instant>();
        var repairs = new ArrayList<Instant>();
        for (JsonNode evidence : failed.path("evidence")) {
            if (!evidence.path("signal").asText().equals("incident")) {
                repairs.add(instant(evidence, "at"));
            } else if (evidence.has("until")) {
                ends.add(instant(evidence, "until"));
            } else {
                return Optional.empty();
            }
        }
        return ends.isEmpty()
                ? repairs.stream().min(Comparator.naturalOrder())
                : ends.stream()
                        .max(Comparator.naturalOrder())
                        .filter(end -> !end.isBefore(instant(failed, "finished_at")));
    }

    private void scores() {
        if (!json.has("deployments")) {
            return;
        }
        var scores = new TreeMap<String, Double>();
        cell("lead_time_seconds", "statistic", "p50").forEach(p50 -> scores.put("lead_time", time(p50)));
        List<JsonNode> deployments = items("deployments");
        if (!deployments.isEmpty()) {
            scores.put(
                    "deployment_frequency",
                    frequency(deployments.size(), json.at("/window/seconds").asDouble()));
        } else {
            lastDeployment()
                    .ifPresent(last -> scores.put(
                            "deployment_frequency",
                            frequency(1, Math.max(1, between(last, instant(json.path("deployments"), "as_of"))))));
        }
        cell("recovery_time_seconds", "statistic", "p50").forEach(p50 -> scores.put("recovery_time", time(p50)));
        cell("change_failure_ratio").forEach(ratio -> scores.put("change_failure", 10 * (1 - ratio)));
        cell("rework_ratio").forEach(ratio -> scores.put("rework", 10 * (1 - ratio)));
        if (json.has("failures") && !isWithheld("changes") && !isWithheld("failures") && !scores.isEmpty()) {
            scores.put(
                    "overall",
                    scores.values().stream().mapToDouble(Double::doubleValue).sum() / scores.size());
        }
        scores.forEach((metric, score) -> put("quick_check_score", score, "metric", metric));
    }

    private static double time(double seconds) {
        return 2.0
                * Stream.of(3600.0, DAY, 7 * DAY, 30 * DAY, 180 * DAY)
                        .filter(limit -> seconds <= limit)
                        .count();
    }

    private static double frequency(double deployments, double seconds) {
        double perDay = deployments * DAY / seconds;
        return 2.0
                * (Stream.of(1.0, 1 / 7.0, 1 / 30.0, 1 / 180.0)
                                .filter(limit -> perDay >= limit - 1e-12)
                                .count()
                        + (perDay > 24 + 1e-9 ? 1 : 0));
    }

    private Stream<Double> cell(String suffix, String... labels) {
        return Stream.ofNullable(cells.get(name(suffix, true, labels)));
    }

    private void statistics(String suffix, List<Double> values, String... labels) {
        if (values.isEmpty()) {
            return;
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        statistic(suffix, "mean", Arrays.stream(sorted).average().orElseThrow(), labels);
        statistic(suffix, "p50", quantile(sorted, 0.5), labels);
        statistic(suffix, "p75", quantile(sorted, 0.75), labels);
        statistic(suffix, "p95", quantile(sorted, 0.95), labels);
    }

    private static double quantile(double[] sorted, double q) {
        double rank = q * (sorted.length - 1);
        double low = sorted[(int) Math.floor(rank)];
        double high = sorted[(int) Math.ceil(rank)];
        return low + (high - low) * (rank - Math.floor(rank));
    }

    private void statistic(String suffix, String statistic, double value, String... labels) {
        String[] all = Arrays.copyOf(labels, labels.length + 2);
        all[labels.length] = "statistic";
        all[labels.length + 1] = statistic;
        put(suffix, value, all);
    }

    private boolean inWindow(String section, Instant instant) {
        return instant.isAfter(instant(json.path(section), "after"))
                && !instant.isAfter(instant(json.path(section), "as_of"));
    }

    private List<JsonNode> items(String section) {
        List<JsonNode> items = new ArrayList<>();
        json.at("/" + section + "/items").forEach(items::add);
        if (items.size() != json.at("/" + section + "/count").asInt()) {
            throw new AssertionError(section + " says another count than it has items");
        }
        return items;
    }

    private void put(String suffix, double value, String... labels) {
        cells.put(name(suffix, true, labels), value);
    }

    private void putUnwindowed(String suffix, double value) {
        cells.put(name(suffix, false), value);
    }

    private String name(String suffix, boolean windowed, String... labels) {
        var name = new StringBuilder(prefix + suffix + "{" + scopeLabels);
        if (windowed) {
            name.append(label("window", window));
        }
        for (int at = 0; at < labels.length; at += 2) {
            name.append(label(labels[at], labels[at + 1]));
        }
        return name.append('}').toString();
    }

    /** As simpleclient writes it. */
    static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\",";
    }

    private static double count(List<JsonNode> items, Predicate<JsonNode> which) {
        return items.stream().filter(which).count();
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }

    private static double between(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private static double seconds(Instant instant) {
        return between(Instant.EPOCH, instant);
    }
}
