package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.Journal;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which filters the journal's incidents have passed. Under other ones the history is read anew: what was left out
 * may count now, and what counts may have to go.
 */
final class Filters {
    static final String NAME = "filters";

    private Filters() {}

    static void apply(PagerDutySettings settings, Journal journal) {
        String filters = settings.filters();
        if (!journal.cursor(NAME).equals(Optional.of(filters))) {
            journal.write(
                    Batch.EMPTY,
                    Map.of(
                            NAME,
                            filters,
                            TailNote.NAME,
                            TailNote.READ_ANEW,
                            ServiceList.NAME,
                            "",
                            Priorities.NAME,
                            ""));
        }
    }
}
