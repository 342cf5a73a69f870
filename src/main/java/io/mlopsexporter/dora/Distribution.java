package io.mlopsexporter.dora;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Mean and quantiles of some values; quantiles by the R-7 rule, as Prometheus's {@code quantile} has them. */
public record Distribution(int size, double mean, double p50, double p75, double p95) {

    /** Nothing is known of no values; in seconds, if it is to be exact to the nanosecond. */
    public static Optional<Distribution> of(DoubleStream values) {
        return Values.together(List.of(Values.of(values.toArray())));
    }

    static Distribution of(Ranks ordered, double mean) {
        return new Distribution(
                ordered.size(), mean, quantile(ordered, 0.5), quantile(ordered, 0.75), quantile(ordered, 0.95));
    }

    private static double quantile(Ranks ordered, double q) {
        double rank = (ordered.size() - 1) * q;
        int low = (int) rank;
        double below = ordered.value(low);
        double above = ordered.value(Math.min(low + 1, ordered.size() - 1));
        return below + (above - below) * (rank - low);
    }
}
