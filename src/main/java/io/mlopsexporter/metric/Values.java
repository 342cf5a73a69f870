package io.mlopsexporter.metric;

import io.mlopsexporter.dora.Distribution;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns parts of figures into values; what is unknown into none. */
final class Values {
    private Values() {}

    /** One value a statistic; the statistic is the last label. */
    static Stream<Value> of(Optional<Distribution> distribution, String... labels) {
        return distribution.stream()
                .flatMap(known -> Stream.of(
                        with(known.mean(), "mean", labels),
                        with(known.p50(), "p50", labels),
                        with(known.p75(), "p75", labels),
                        with(known.p95(), "p95", labels)));
    }

    /** Unix time in seconds. */
    static double unix(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static Value with(double value, String statistic, String... labels) {
        String[] all = Arrays.copyOf(labels, labels.length + 1);
        all[labels.length] = statistic;
        return Value.of(value, all);
    }
}
