package io.mlopsexporter.metric;

import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers samples scope by scope, and keeps count of them. */
final class Assembly {
    private static final Comparator<Family.Sample> BY_LABELS = (one, other) -> {
        for (int at = 0; at < one.labels().size(); at++) {
            int order = one.labels()
                    .get(at)
                    .value()
                    .compareTo(other.labels().get(at).value());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final int maxSeries;
    private final Map<Metric, List<Family.Sample>> samples = new HashMap<>();
    private final Map<Level, List<Metric>> metrics = new EnumMap<>(Level.class);
    private int series;
    private int dropped;

    Assembly(int maxSeries) {
        this.maxSeries = maxSeries;
        for (Level level : Level.values()) {
            metrics.put(
                    level,
                    Catalog.MEASURES.stream()
                            .map(measure -> Catalog.metric(level.prefix() + measure.suffix()))
                            .toList());
        }
    }

    /** Keeps room for series that have to be there. */
    void reserve(int count) {
        series += count;
    }

    /** Adds what there is of the platform, whatever the limit: it is little. */
    void addPlatform(PlatformFigures figures) {
        for (PlatformMetric platform : PlatformMetrics.ALL) {
            platform.values().apply(figures).forEach(value -> {
                series++;
                add(platform.metric(), List.of(), value);
            });
        }
    }

    /** Adds all of a scope, or nothing of it, and then of none that follows. */
    void add(ScopeFigures figures) {
        Level level = Level.of(figures.scope());
        List<String> scope = Level.labels(figures.scope());
        List<Metric> ofLevel = metrics.getOrDefault(level, List.of());
        var values = new ArrayList<List<Value>>(ofLevel.size());
        Catalog.MEASURES.forEach(
                measure -> values.add(measure.values().apply(figures).toList()));
        int count = values.stream().mapToInt(List::size).sum();
        if (level != Level.ORGANIZATION && (dropped > 0 || series + count > maxSeries)) {
            dropped += count;
            return;
        }
        series += count;
        for (int at = 0; at < values.size(); at++) {
            for (Value value : values.get(at)) {
                add(ofLevel.get(at), scope, value);
            }
        }
    }

    /** Adds what the agent says of itself, for which room was kept. */
    void complete(Facts facts) {
        var exposed = new AgentMetric.Exposed(facts, series, dropped);
        for (AgentMetric agent : AgentMetrics.ALL) {
            agent.values().apply(exposed).forEach(value -> add(agent.metric(), List.of(), value));
        }
    }

    private void add(Metric metric, List<String> scope, Value value) {
        var labels = new ArrayList<String>(scope);
        labels.addAll(value.labels());
        samples.computeIfAbsent(metric, any -> new ArrayList<>()).add(metric.sample(labels, value.value()));
    }

    List<Family> families() {
        return samples.entrySet().stream()
                .map(entry -> new Family(
                        entry.getKey().family(),
                        entry.getKey().type(),
                        entry.getKey().help(),
                        entry.getValue().stream().sorted(BY_LABELS).toList()))
                .sorted(Comparator.comparing(Family::name))
                .toList();
    }
}
