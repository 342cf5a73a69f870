package io.mlopsexporter.dora;

import java.time.Duration;
import java.time.Instant;

/** Durations as metrics want them. */
final class Seconds {
    static final double HOUR = 3_600;
    static final double DAY = 86_400;

    private Seconds() {}

    static double of(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    static double between(Instant from, Instant to) {
        return (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) / 1e9;
    }
}
