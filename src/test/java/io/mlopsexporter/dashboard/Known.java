package io.mlopsexporter.dashboard;

import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that dashboards and rules may ask for, and their labels. */
final class Known {
    /** What Prometheus adds itself. */
    static final Set<String> TARGET_LABELS = Set.of("job", "instance", "pod");

    private static final Map<String, List<String>> OTHERS = Map.of(
            "up", List.of(),
            "process_start_time_seconds", List.of(),
            "process_cpu_seconds_total", List.of(),
            "process_resident_memory_bytes", List.of(),
            "jvm_memory_bytes_used", List.of("area"));

    static final Map<String, Metric> CATALOG =
            Catalog.metrics().stream().collect(Collectors.toMap(Metric::name, Function.identity()));

    private Known() {}

    /** The labels of a metric, if there is one of that name. */
    static Optional<List<String>> labels(String metric, Map<String, List<String>> recorded) {
        Metric known = CATALOG.get(metric);
        return known != null
                ? Optional.of(known.labels())
                : Stream.of(OTHERS, recorded)
                        .filter(all -> all.containsKey(metric))
                        .map(all -> all.getOrDefault(metric, List.of()))
                        .findFirst();
    }

    /** What is wrong with an expression's names and labels. */
    static List<String> problems(Promql promql, Map<String, List<String>> recorded) {
        List<String> unknown = promql.selectors().stream()
                .map(Promql.Selector::metric)
                .filter(metric -> labels(metric, recorded).isEmpty())
                .map(metric -> "there is no metric " + metric)
                .toList();
        if (!unknown.isEmpty()) {
            return unknown;
        }
        return Stream.concat(
                        promql.selectors().stream()
                                .flatMap(selector -> selector.matchers().keySet().stream()
                                        .filter(label -> !has(selector, label, recorded))
                                        .map(label -> selector.metric() + " has no label " + label)),
                        promql.grouping().stream()
                                .filter(label -> promql.selectors().stream()
                                        .noneMatch(selector -> has(selector, label, recorded)))
                                .map(label -> "no metric of the expression has a label " + label))
                .toList();
    }

    private static boolean has(Promql.Selector selector, String label, Map<String, List<String>> recorded) {
        return TARGET_LABELS.contains(label)
                || labels(selector.metric(), recorded).orElseThrow().contains(label);
    }
}
