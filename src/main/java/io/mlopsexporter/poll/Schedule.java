package io.mlopsexporter.poll;

import io.mlopsexporter.source.SourceError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When to poll again. Pure, but for the jitter's random numbers. */
final class Schedule {
    /** After a failure soon, then ever less often, up to the interval: an outage of a minute costs a minute. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private final Duration interval;
    private final RandomGenerator random;

    Schedule(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.random = random;
    }

    /** How long after its start the next poll starts, in steady state: the interval, less up to 5 % so that agents spread. */
    Duration afterSuccess(Duration took) {
        Duration spread = interval.minusMillis((long) (interval.toMillis() * 0.05 * random.nextDouble()));
        return spread.compareTo(took) > 0 ? spread.minus(took) : Duration.ZERO;
    }

    /**
     * How long after its end a failed poll is repeated.
     *
     * @param failures how many have failed in a row, this one included
     */
    Duration afterFailure(SourceError error, int failures, Instant now) {
        Duration backoff = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 12));
        Duration wait = backoff.compareTo(interval) < 0 ? backoff : interval;
        Optional<Instant> retryAt =
                error instanceof SourceError.Retriable retriable ? retriable.retryAt() : Optional.empty();
        if (retryAt.isPresent()) {
            Duration asked = Duration.between(now, retryAt.get()).plusSeconds(1);
            return asked.compareTo(wait) > 0 ? asked : wait;
        }
        return wait;
    }
}
