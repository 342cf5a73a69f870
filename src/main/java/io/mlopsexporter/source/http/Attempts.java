package io.mlopsexporter.source.http;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.RateLimited;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what may succeed: after a backoff what failed by accident, after the asked time what met a limit. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final double FACTOR = 2;
    private static final double JITTER = 0.5;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Retry retry;
    private final Duration maxWait;
    private final InstantSource clock;
    private final Pauses pauses;
    private final CircuitGuard circuit;
    private Instant warned = Instant.MIN;

    Attempts(ApiSettings settings, InstantSource clock, Pauses pauses, CircuitGuard circuit) {
        this.retry = Retry.of(
                settings.source(),
                RetryConfig.custom()
                        .maxAttempts(settings.bounds().attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(
                                settings.bounds().firstBackoff(), FACTOR, JITTER, LONGEST_BACKOFF))
                        .build());
        this.maxWait = settings.bounds().maxWait();
        this.clock = clock;
        this.pauses = pauses;
        this.circuit = circuit;
    }

    <T> T run(Inquiry inquiry, Supplier<T> attempt) {
        // The asynchronous context counts and computes, but leaves the waiting to us.
        Retry.AsyncContext<T> accidents = retry.asyncContext();
        Duration patience = maxWait;
        while (true) {
            try {
                return attempt.get();
            } catch (SourceException e) {
                if (e.error() instanceof RateLimited limited) {
                    Duration wait = Duration.between(clock.instant(), limited.until());
                    patience = patience.minus(wait);
                    warn(limited);
                    if (patience.isNegative()) {
                        throw e;
                    }
                    pauses.pause(inquiry, wait);
                } else {
                    pauses.pause(inquiry, backoff(accidents, e));
                }
            }
        }
    }

    private Duration backoff(Retry.AsyncContext<?> accidents, SourceException e) {
        SourceError error = e.error();
        if (!CircuitGuard.isAccident(error) || Thread.currentThread().isInterrupted() || circuit.isOpen()) {
            throw e;
        }
        long millis = accidents.onError(e);
        if (millis < 0) {
            throw e;
        }
        LOG.debug("{}; next attempt in {} ms", error.message(), millis);
        return Duration.ofMillis(millis);
    }

    /** Many requests meet the same limit; people need to read it once. */
    private synchronized void warn(RateLimited limited) {
        Instant now = clock.instant();
        if (now.minus(BETWEEN_WARNINGS).isAfter(warned)) {
            warned = now;
            LOG.warn("{}", limited.message());
        }
    }
}
