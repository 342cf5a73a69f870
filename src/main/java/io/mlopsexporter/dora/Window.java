package io.mlopsexporter.dora;

import java.time.Duration;
import java.time.Instant;

/**
 * A look-back: (as-of − length, as-of].
 *
 * @param label as people write it, {@code 30d}
 */
public record Window(String label, Duration length) {
    public Window {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("a window must be longer than nothing: " + label);
        }
    }

    public boolean contains(Instant asOf, Instant instant) {
        return instant.isAfter(start(asOf)) && !instant.isAfter(asOf);
    }

    /** Where it begins; the instant itself lies outside. */
    public Instant start(Instant asOf) {
        return asOf.minus(length);
    }

    double days() {
        return Seconds.of(length) / Seconds.DAY;
    }
}
