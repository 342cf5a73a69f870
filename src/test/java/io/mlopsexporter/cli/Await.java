package io.mlopsexporter.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process or thread does, within a bound. */
final class Await {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Await() {}

    /** @param what in words, for the failure: {@code the port} */
    static <T> T until(String what, Duration bound, Supplier<Optional<T>> look, Supplier<String> situation) {
        long end = System.nanoTime() + bound.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + what + " in " + bound.toSeconds() + " s\n" + situation.get());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            seen = look.get();
        }
        return seen.get();
    }
}
