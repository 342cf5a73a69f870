package io.mlopsexporter.source.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass. A port, so that no test sleeps. */
@FunctionalInterface
public interface Waiter {
    /** @throws InterruptedException at once when the thread is interrupted: the program ends */
    void await(Duration duration) throws InterruptedException;

    /** The real one. */
    static Waiter sleeping() {
        return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
