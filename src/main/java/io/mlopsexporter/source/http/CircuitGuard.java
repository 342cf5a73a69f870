package io.mlopsexporter.source.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stops asking a server that fails again and again. Only failures by accident count (5xx, broken connections, timeouts):
 * a refusal or a limit shows that the server is well.
 */
final class CircuitGuard {
    /** Shorter than the shortest polling interval (5 s): the poll after the fault has ended finds its way. */
    private static final Duration OPEN_FOR = Duration.ofSeconds(4);

    private static final int WINDOW = 20;
    private static final int FEWEST = 10;
    private static final int TRIALS = 2;

    private final CircuitBreaker breaker;
    private volatile String lastFailure = "";

    CircuitGuard(String source, InstantSource clock, Telemetry telemetry) {
        this.breaker = CircuitBreaker.of(
                source,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(FEWEST)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN_FOR)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        telemetry.circuit(circuit(event.getStateTransition().getToState())));
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    /** @throws SourceException ({@code Unavailable}) without asking if the circuit is open */
    <T> T guard(Inquiry inquiry, Supplier<T> exchange) {
        if (!breaker.tryAcquirePermission()) {
            if (isOpen()) {
                throw refusal(inquiry);
            }
            // Half-open, and others are the trial: a source has few threads, and this one's poll need not fail.
            return exchange.get();
        }
        long begun = System.nanoTime();
        try {
            T result = exchange.get();
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return result;
        } catch (SourceException e) {
            long taken = System.nanoTime() - begun;
            if (isAccident(e.error())) {
                lastFailure = e.error().message();
                breaker.onError(taken, TimeUnit.NANOSECONDS, e);
            } else {
                breaker.onSuccess(taken, TimeUnit.NANOSECONDS);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private SourceException refusal(Inquiry inquiry) {
        return new SourceException(new SourceError.Unavailable(inquiry
                + " not sent: the circuit is open for some seconds after repeated failures, the last one: "
                + lastFailure));
    }

    static boolean isAccident(SourceError error) {
        return error instanceof SourceError.Unavailable || error instanceof SourceError.TimedOut;
    }

    private static Telemetry.Circuit circuit(State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> Telemetry.Circuit.OPEN;
            case HALF_OPEN -> Telemetry.Circuit.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> Telemetry.Circuit.CLOSED;
        };
    }
}
