package io.mlopsexporter.exposition;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes one thing for all who come while another one is made, or while somebody still waits for one: as long as there is a crowd, ten are
 * made in a second, not a thousand, and nobody gets one that was begun more than a tenth of a second before he came. Nothing is kept when
 * all have gone.
 */
final class Together<T> {
    private static final long AGE_NANOS = 100_000_000;

    private final AtomicInteger inside = new AtomicInteger();
    private long began;
    private Optional<T> made = Optional.empty();

    T get(Supplier<T> making) {
        long came = System.nanoTime();
        inside.incrementAndGet();
        synchronized (this) {
            try {
                if (made.isEmpty() || came - began > AGE_NANOS) {
                    began = System.nanoTime();
                    made = Optional.of(making.get());
                }
                return made.get();
            } finally {
                if (inside.decrementAndGet() == 0) {
                    made = Optional.empty();
                }
            }
        }
    }
}
