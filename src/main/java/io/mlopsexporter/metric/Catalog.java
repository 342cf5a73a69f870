package io.mlopsexporter.metric;

import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All metrics there are; to add one is to add an entry to one of the lists that are put together here. */
public final class Catalog {
    /** As many series as one scrape should bring at most. */
    public static final int DEFAULT_MAX_SERIES = 100_000;

    static final List<Measure> MEASURES = Stream.of(DeliveryMeasures.ALL, IncidentMeasures.ALL, FailureMeasures.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Metric> BY_NAME = Stream.of(
                    Arrays.stream(Level.values())
                            .flatMap(level -> MEASURES.stream().map(measure -> measure.in(level))),
                    PlatformMetrics.ALL.stream().map(PlatformMetric::metric),
                    AgentMetrics.ALL.stream().map(AgentMetric::metric))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Metric::name, Function.identity()));

    private Catalog() {}

    /** What there is, by name. */
    public static List<Metric> metrics() {
        return BY_NAME.values().stream()
                .sorted(Comparator.comparing(Metric::name))
                .toList();
    }

    /** The suffixes that the names of delivery metrics have at every scope, in the order of the catalogue. */
    public static List<String> suffixes() {
        return MEASURES.stream().map(Measure::suffix).toList();
    }

    /** The series that one scope has, whatever the limit, in the order of the catalogue. */
    public static List<Series> series(ScopeFigures figures) {
        Level level = Level.of(figures.scope());
        return MEASURES.stream()
                .flatMap(measure -> measure.values()
                        .apply(figures)
                        .map(value ->
                                new Series(measure.in(level), measure.suffix(), measure.labels(value), value.value())))
                .toList();
    }

    /** The series that the platform has, in the order of the catalogue. */
    public static List<Series> series(PlatformFigures figures) {
        return PlatformMetrics.ALL.stream()
                .flatMap(platform -> platform.values().apply(figures).map(value -> platform.series(value)))
                .toList();
    }

    static Metric metric(String name) {
        Metric metric = BY_NAME.get(name);
        if (metric == null) {
            throw new IllegalArgumentException("no such metric: " + name);
        }
        return metric;
    }

    /** The families to expose, by name, their samples by labels; families without samples are left out. */
    public static List<Family> families(Facts facts) {
        return families(facts, DEFAULT_MAX_SERIES);
    }

    /**
     * The same with a limit. Whole scopes are dropped, so that no family is left with a part of a scope: applications
     * from the end of their order, then teams. The organisation, the platform and the agent's own metrics always stay.
     *
     * @param maxSeries how many series there may be
     */
    public static List<Family> families(Facts facts, int maxSeries) {
        var assembly = new Assembly(maxSeries);
        assembly.addPlatform(facts.platform());
        assembly.reserve(AgentMetrics.ALL.stream()
                .mapToInt(metric -> Math.toIntExact(metric.values()
                        .apply(new AgentMetric.Exposed(facts, 0, 0))
                        .count()))
                .sum());
        facts.figures().scopes().forEach(assembly::add);
        assembly.complete(facts);
        return assembly.families();
    }

    /** The figures' families alone, without what an agent says of itself: what there is to tell of a past instant. */
    public static List<Family> history(Figures figures, PlatformFigures platform, int maxSeries) {
        var assembly = new Assembly(maxSeries);
        assembly.addPlatform(platform);
        figures.scopes().forEach(assembly::add);
        return assembly.families();
    }
}
