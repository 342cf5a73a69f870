package io.mlopsexporter.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the agent itself is.
 *
 * @param events how many events are kept, by type ({@code deployment}, {@code commit} …)
 * @param configuration how the last load of the configuration went
 */
public record AgentStatus(Build build, List<SourceStatus> sources, Map<String, Integer> events, Reload configuration) {
    public AgentStatus {
        sources = List.copyOf(sources);
        events = Map.copyOf(events);
    }

    /** What runs. */
    public record Build(String version, String javaVersion) {}

    /**
     * A load of the configuration.
     *
     * @param successful whether the last one succeeded
     * @param lastSuccess when one last did
     */
    public record Reload(boolean successful, Instant lastSuccess) {}

    /**
     * How a source is.
     *
     * @param name the label {@code source}
     * @param up whether its API answered last
     * @param asOf up to when it is known completely; empty until it is for the first time
     * @param pollSuccess how the last poll ended; empty before the first has
     * @param pollDuration how long the last poll took
     * @param firstRead how much of the present phase of a first read is done, 0 to 1; empty outside of it
     * @param requests answers by status code; {@code error} where there was none
     * @param budget what is left of a rate limit, by resource; empty where the source has none
     * @param breaker state of the circuit breaker
     * @param skipped records that could not be used, by reason
     * @param reach how often its repositories are read; empty where it has none
     */
    public record SourceStatus(
            String name,
            boolean up,
            Optional<Instant> asOf,
            Optional<Boolean> pollSuccess,
            Optional<Duration> pollDuration,
            Optional<Double> firstRead,
            Map<String, Long> requests,
            Map<String, Long> budget,
            Breaker breaker,
            Map<String, Long> skipped,
            Optional<Reach> reach) {
        public SourceStatus {
            requests = Map.copyOf(requests);
            budget = Map.copyOf(budget);
            skipped = Map.copyOf(skipped);
        }
    }

    /**
     * How often repositories are read.
     *
     * @param bound none goes unread for longer
     * @param active how many are read by every poll
     * @param quiet how many are read less often
     */
    public record Reach(Duration bound, int active, int quiet) {}

    /** State of a circuit breaker. */
    public enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
