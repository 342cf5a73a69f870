package io.mlopsexporter.exposition;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes one thing for all who come while another one is made: what was begun after somebody came is as new as what he would have made himself.
 * Of a thousand scrapes at the same time two are made, not a thousand. Nothing is kept when all have gone.
 */
final class Together<T> {
    private final AtomicInteger inside = new AtomicInteger();
    private long began;
    private Optional<T> made = Optional.empty();

    T get(Supplier<T> making) {
        long came = System.nanoTime();
        inside.incrementAndGet();
        synchronized (this) {
            try {
                if (made.isEmpty() || began - came < 0) {
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
