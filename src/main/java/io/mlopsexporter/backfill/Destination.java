package io.mlopsexporter.backfill;

import io.mlopsexporter.metric.Family;
import java.time.LocalDate;
import java.util.List;

/** Where points of history go, one a day, in order. */
public interface Destination {
    /** Whether a day's point is there already, from an earlier run. */
    boolean has(LocalDate day);

    /**
     * Brings a day's point, of its first instant (00:00 UTC); whole or not at all.
     *
     * @throws BackfillException if that failed
     */
    void accept(LocalDate day, List<Family> families);
}
