package io.mlopsexporter.dora;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Mean and quantiles of some values; quantiles by the R-7 rule, as Prometheus's {@code quantile} has them. */
public record Distribution(int size, double mean, double p50, double p75, double p95) {

    /** Nothing is known of no values; in seconds, if it is to be exact to the nanosecond. */
    public static Optional<Distribution> of(DoubleStream values) {
        return Ordered.NONE
                .with(List.of(), List.of(Values.of(values.toArray())))
                .distribution();
    }

    static Distribution of(double[] ordered, double mean) {
        return new Distribution(
                ordered.length, mean, quantile(ordered, 0.5), quantile(ordered, 0.75), quantile(ordered, 0.95));
    }

    private static double quantile(double[] ordered, double q) {
        double rank = (ordered.length - 1) * q;
        int low = (int) rank;
        double below = ordered[low];
        double above = ordered[Math.min(low + 1, ordered.length - 1)];
        return below + (above - below) * (rank - low);
    }
}
