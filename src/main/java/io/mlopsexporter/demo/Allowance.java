package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * A primary rate limit. It is a wide one, as a demonstration polls more often than one would GitHub, and reads its year at
 * once; but it is there and counts, so that the agent's budget can be watched.
 */
final class Allowance {
    static final int LIMIT = 100_000;
    private static final Duration WINDOW = Duration.ofHours(1);

    private Instant resetAt = Instant.EPOCH;
    private int used;

    void spend(int points, Instant now) {
        if (!now.isBefore(resetAt)) {
            resetAt = now.plus(WINDOW);
            used = 0;
        }
        used = Math.min(LIMIT, used + points);
    }

    int remaining() {
        return LIMIT - used;
    }

    Instant resetAt() {
        return resetAt;
    }

    Answer tell(Answer answer, String resource) {
        return answer.with("x-ratelimit-limit", String.valueOf(LIMIT))
                .with("x-ratelimit-remaining", String.valueOf(remaining()))
                .with("x-ratelimit-used", String.valueOf(used))
                .with("x-ratelimit-reset", String.valueOf(resetAt.getEpochSecond()))
                .with("x-ratelimit-resource", resource);
    }
}
