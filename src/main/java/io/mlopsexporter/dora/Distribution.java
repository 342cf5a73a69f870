package io.mlopsexporter.dora;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Mean and quantiles of some values; quantiles by the R-7 rule, as Prometheus's {@code quantile} has them. */
public record Distribution(int size, double mean, double p50, double p75, double p95) {

    /** Nothing is known of no values. */
    public static Optional<Distribution> of(DoubleStream values) {
        double[] sorted = values.toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        // Sorted before summing, so that the mean does not depend on the order of events in its last digits.
        Arrays.sort(sorted);
        return Optional.of(new Distribution(
                sorted.length,
                Arrays.stream(sorted).sum() / sorted.length,
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 0.95)));
    }

    private static double quantile(double[] sorted, double q) {
        double rank = (sorted.length - 1) * q;
        int low = (int) rank;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (rank - low);
    }
}
