package io.mlopsexporter.poll;

import io.mlopsexporter.source.PollResult.Problem;
import io.mlopsexporter.store.PollStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a source stands.
 *
 * @param asOf up to when its events are known completely, if they are; restored after a restart
 * @param polled how many polls have ended since start, well or badly
 * @param succeeded whether the last one ended well
 * @param took how long the last one took
 * @param error why the last one failed
 * @param problems what the last successful one could not read
 * @param progress how far the present first read has come, for people
 */
public record SourceStatus(
        String source,
        Optional<Instant> asOf,
        int polled,
        boolean succeeded,
        Duration took,
        Optional<String> error,
        List<Problem> problems,
        Optional<Progress> progress) {
    public SourceStatus {
        problems = List.copyOf(problems);
    }

    static SourceStatus beforeFirstPoll(String source, Optional<Instant> asOf) {
        return new SourceStatus(source, asOf, 0, false, Duration.ZERO, Optional.empty(), List.of(), Optional.empty());
    }

    SourceStatus settled(Instant newAsOf) {
        return new SourceStatus(source, Optional.of(newAsOf), polled, succeeded, took, error, problems, progress);
    }

    SourceStatus unsettled() {
        return new SourceStatus(source, Optional.empty(), polled, succeeded, took, error, problems, progress);
    }

    SourceStatus progressed(Progress newProgress) {
        return new SourceStatus(source, asOf, polled, succeeded, took, error, problems, Optional.of(newProgress));
    }

    SourceStatus complete(Instant newAsOf, Duration newTook, List<Problem> newProblems) {
        return new SourceStatus(
                source,
                Optional.of(newAsOf),
                polled + 1,
                true,
                newTook,
                Optional.empty(),
                newProblems,
                Optional.empty());
    }

    SourceStatus failed(String newError, Duration newTook) {
        return new SourceStatus(
                source, asOf, polled + 1, false, newTook, Optional.of(newError), problems, Optional.empty());
    }

    /** As another replica is told of it. */
    PollStatus shared() {
        return new PollStatus(succeeded, took.toMillis(), error, problems);
    }

    /** As another replica told of it; its progress is its own. */
    SourceStatus told(Optional<PollStatus> status, Optional<Instant> newAsOf) {
        return status.map(ended -> new SourceStatus(
                        source,
                        newAsOf,
                        Math.max(1, polled),
                        ended.succeeded(),
                        Duration.ofMillis(ended.tookMillis()),
                        ended.error(),
                        ended.problems(),
                        Optional.empty()))
                .orElseGet(() -> new SourceStatus(source, newAsOf, polled, succeeded, took, error, problems, progress));
    }

    /** Whether its events may still be shown as they are known: not longer ago than the staleness limit. */
    public boolean fresh(Instant now, Duration stalenessLimit) {
        return asOf.isPresent() && !asOf.get().isBefore(now.minus(stalenessLimit));
    }

    /** {@code repositories 12 of 300}. */
    public record Progress(String phase, int done, int total) {}
}
