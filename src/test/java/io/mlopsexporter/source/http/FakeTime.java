package io.mlopsexporter.source.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only waiting moves, and that remembers the waits. */
public final class FakeTime implements InstantSource, Waiter {
    private Instant now;
    private final List<Duration> waits = new ArrayList<>();

    public FakeTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void await(Duration duration) {
        waits.add(duration);
        now = now.plus(duration);
    }

    /** Time that goes by without anybody waiting for it. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
