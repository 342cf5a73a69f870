package io.mlopsexporter.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One figure, asked for in a way that two replicas are one exporter: {@code max by} the labels wanted, so that {@code instance}
 * and {@code pod} fall away.
 *
 * @param by the labels that tell its series apart
 * @param matchers beside that of the job
 */
record Query(String metric, List<String> by, List<String> matchers) {
    /** A day between two points of a backfill, and the four hours that it leaves out. */
    private static final String BACKFILLED = "28h";

    private static final String JOB = "job=~\"$job\"";

    Query {
        by = List.copyOf(by);
        matchers = List.copyOf(matchers);
    }

    static Query of(String metric, String... by) {
        return new Query(metric, List.of(by), List.of());
    }

    /** The same with further conditions, as {@code window="$window"}. */
    Query with(String... more) {
        return new Query(
                metric, by, Stream.concat(matchers.stream(), Stream.of(more)).toList());
    }

    Query by(String... more) {
        return new Query(metric, Stream.concat(by.stream(), Stream.of(more)).toList(), matchers);
    }

    /** That of the window which the dashboard's variable names. */
    Query ofWindow() {
        return with("window=\"$window\"");
    }

    String selector() {
        var all = new ArrayList<>(List.of(JOB));
        all.addAll(matchers);
        return metric + "{" + String.join(", ", all) + "}";
    }

    /** What the figure is. */
    String now() {
        return max(selector());
    }

    /**
     * What the figure was. Where it was backfilled there is one point a day, which Prometheus would lose sight of after five minutes:
     * it holds until the next. Not so while the exporter was being scraped (and had read a source to the end): what it withheld then
     * is a gap.
     */
    String trend() {
        return trend("");
    }

    /** @param factor what each value is multiplied by, as {@code " * 1000"} */
    String trend(String factor) {
        return max(selector()) + factor + "\nor\n" + max("last_over_time(" + selector() + "[" + BACKFILLED + "])")
                + factor + "\n  unless on () max(mlops_exporter_source_as_of_timestamp_seconds{" + JOB + "})";
    }

    private String max(String vector) {
        return (by.isEmpty() ? "max" : "max by " + by.stream().collect(Collectors.joining(", ", "(", ")"))) + " ("
                + vector + ")";
    }
}
