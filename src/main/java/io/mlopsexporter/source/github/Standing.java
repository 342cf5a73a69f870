package io.mlopsexporter.source.github;

import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How things stood after the last complete poll.
 *
 * @param sweptAt when the last poll began that read all repositories
 * @param took how long that one took
 * @param known what is known of all
 * @param active GraphQL ids of what every poll reads
 * @param knownUntil up to when the source as a whole is known
 * @param coveredAt when all repositories were read last, or all deliveries followed
 * @param lookedAt when the last poll of any kind began
 * @param byDeliveries whether the last poll followed the delivery log
 * @param problems that the last poll met that read all repositories
 */
record Standing(
        Instant sweptAt,
        Duration took,
        Rhythm rhythm,
        SweepAnswer known,
        Set<String> active,
        Instant knownUntil,
        Instant coveredAt,
        Instant lookedAt,
        boolean byDeliveries,
        List<PollResult.Problem> problems) {

    static Standing swept(
            Instant at,
            Duration took,
            Rhythm rhythm,
            SweepAnswer known,
            Set<String> active,
            List<PollResult.Problem> problems) {
        return new Standing(at, took, rhythm, known, active, at, at, at, false, problems);
    }

    /** After a poll of some, which says nothing of the others. */
    Standing looked(SweepAnswer now, Set<String> nodes, Instant at) {
        return new Standing(sweptAt, took, rhythm, now, nodes, knownUntil, coveredAt, at, false, problems);
    }

    /** After a poll of those that the delivery log named: nothing has happened to the others until then. */
    Standing told(SweepAnswer now, Instant until, Instant at) {
        return new Standing(sweptAt, took, rhythm, now, active, until, at, at, true, problems);
    }
}
