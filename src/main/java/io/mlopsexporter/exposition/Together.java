package io.mlopsexporter.exposition;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one thing for a crowd: ten are made in a second, not a thousand, and nobody gets one that was begun more than a tenth of a second
 * before he came. Whoever is alone gets one of his own.
 */
final class Together<T> {
    private static final long AGE_NANOS = 100_000_000;

    private long began;
    private Optional<T> made = Optional.empty();

    T get(boolean alone, Supplier<T> making) {
        long came = System.nanoTime();
        synchronized (this) {
            if (alone) {
                made = Optional.empty();
                return making.get();
            }
            if (made.isEmpty() || came - began > AGE_NANOS) {
                made = Optional.empty();
                began = System.nanoTime();
                made = Optional.of(making.get());
            }
            return made.get();
        }
    }

    /** What comes from now on is made of what there is from now on. */
    synchronized void forget() {
        made = Optional.empty();
    }
}
