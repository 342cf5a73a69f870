package io.mlopsexporter.store;

import io.mlopsexporter.event.Batch;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store holds, or what has changed in it, as of one commit.
 *
 * @param batch the events: all, or what came and went
 * @param revisions the last change of each source
 * @param settled up to when each source is known completely, without those of which that was never so
 * @param statuses how the last poll of each source ended, where that is shared
 */
public record Contents(
        Batch batch,
        SortedMap<String, Long> revisions,
        SortedMap<String, Instant> settled,
        SortedMap<String, PollStatus> statuses) {
    public Contents {
        revisions = Collections.unmodifiableSortedMap(new TreeMap<>(revisions));
        settled = Collections.unmodifiableSortedMap(new TreeMap<>(settled));
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    static Contents of(
            Batch batch, Map<String, Long> revisions, Map<String, Instant> settled, Map<String, PollStatus> statuses) {
        return new Contents(batch, new TreeMap<>(revisions), new TreeMap<>(settled), new TreeMap<>(statuses));
    }
}
