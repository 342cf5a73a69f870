package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statements that a source has told, and up to when they are known. */
final class Statements {
    /** What the present statements were read by: sums by other settings are of something else. */
    private static final String READ_BY = "read_by";
    /** An account so much behind the others has ended, and nobody waits for it. */
    private static final Duration ENDED = Duration.ofDays(7);

    private Statements() {}

    static List<CostStatement> of(EventLog log, String source) {
        return log.platformFacts().subMap(source + "/", source + "0").values().stream()
                .filter(CostStatement.class::isInstance)
                .map(CostStatement.class::cast)
                .toList();
    }

    /**
     * Writes statements that are new or changed. Forgets those that other settings led to, and those before the horizon.
     *
     * @param settings all that sums depend on
     */
    static void replace(
            Journal journal, String source, String settings, List<CostStatement> statements, Instant horizon) {
        boolean same = journal.cursor(READ_BY).filter(settings::equals).isPresent();
        List<CostStatement> matter = statements.stream()
                .filter(statement -> end(statement).isAfter(horizon))
                .toList();
        List<String> ids = matter.stream().map(CostStatement::id).toList();
        List<Batch.Key> removals = new ArrayList<>();
        for (CostStatement known : of(journal.log(), source)) {
            boolean stays = ids.contains(known.id()) || (same && end(known).isAfter(horizon));
            if (!stays) {
                removals.add(new Batch.Key(CostStatement.class, known.id()));
            }
        }
        List<CostStatement> changed = matter.stream()
                .filter(statement ->
                        !statement.equals(journal.log().platformFacts().get(statement.id())))
                .toList();
        if (!same || !changed.isEmpty() || !removals.isEmpty()) {
            journal.write(new Batch(List.copyOf(changed), removals), same ? Map.of() : Map.of(READ_BY, settings));
        }
    }

    /** The end of what it charges for: a yearly fee outlasts its month. */
    private static Instant end(CostStatement statement) {
        return statement.charges().stream()
                .map(CostStatement.Charge::to)
                .max(Comparator.naturalOrder())
                .filter(last -> last.isAfter(statement.to()))
                .orElse(statement.to());
    }

    /**
     * The end of the last day that all accounts tell of, but for those that have ended, less the time in which it may still change.
     *
     * @throws SourceException if there is no statement
     */
    static Instant asOf(List<CostStatement> statements, Duration settle, Instant now) {
        var lasts = new TreeMap<String, Instant>();
        statements.forEach(statement ->
                lasts.merge(statement.account(), statement.to(), (one, other) -> one.isAfter(other) ? one : other));
        Instant newest = lasts.values().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new SourceException(new SourceError.BadPayload("tells of nothing")));
        Instant common = lasts.values().stream()
                .filter(last -> last.isAfter(newest.minus(ENDED)))
                .min(Comparator.naturalOrder())
                .orElse(newest);
        Instant today = Bill.day(now);
        return (common.isAfter(today) ? today : common).minus(settle);
    }
}
