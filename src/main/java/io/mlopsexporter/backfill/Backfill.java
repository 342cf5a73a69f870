package io.mlopsexporter.backfill;

import io.mlopsexporter.metric.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/** Brings the figures of days, one point a day, to a destination. */
public final class Backfill {
    /** Prometheus keeps about three hours in memory, where blocks must not overlap. */
    private static final Duration HEAD = Duration.ofHours(4);

    private Backfill() {}

    /**
     * The days whose first instant lies between these two, and far enough back for promtool's blocks.
     *
     * @param until up to when all sources are known
     */
    public static List<LocalDate> days(Instant from, Instant until, Instant now) {
        Instant safe = now.minus(HEAD);
        Instant last = until.isBefore(safe) ? until : safe;
        LocalDate first = from.atOffset(ZoneOffset.UTC).toLocalDate();
        if (first.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(from)) {
            first = first.plusDays(1);
        }
        LocalDate end = last.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
        return first.isBefore(end) ? first.datesUntil(end).toList() : List.of();
    }

    /**
     * Goes on where an earlier run ended.
     *
     * @param figures what stood at an instant
     * @param progress told of each day, with how many are done
     * @return how many days were brought now
     * @throws BackfillException if one could not be brought; those before it were
     */
    public static int run(
            List<LocalDate> days,
            Function<Instant, List<Family>> figures,
            Destination destination,
            ObjIntConsumer<LocalDate> progress) {
        int done = 0;
        int brought = 0;
        for (LocalDate day : days) {
            if (!destination.has(day)) {
                destination.accept(
                        day, figures.apply(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
                brought++;
            }
            progress.accept(day, ++done);
        }
        return brought;
    }
}
