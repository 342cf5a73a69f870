package io.mlopsexporter.source.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The server's present: our clock, corrected by what its {@code Date} headers tell. */
final class ServerClock implements InstantSource {
    /** {@code Date} has no fractions, and the answer took a moment: that much is no skew. */
    private static final Duration NOISE = Duration.ofSeconds(2);

    private final InstantSource own;
    private volatile Duration skew = Duration.ZERO;

    ServerClock(InstantSource own) {
        this.own = own;
    }

    void observe(Instant date) {
        Duration difference = Duration.between(own.instant(), date);
        skew = difference.abs().compareTo(NOISE) <= 0 ? Duration.ZERO : difference;
    }

    @Override
    public Instant instant() {
        return own.instant().plus(skew);
    }

    /** The present by our own clock. */
    Instant ours() {
        return own.instant();
    }

    /** An instant that the server told, by our own clock. */
    Instant ours(Instant server) {
        return server.minus(skew);
    }
}
