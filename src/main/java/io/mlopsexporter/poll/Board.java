package io.mlopsexporter.poll;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The present status of every source. Thread-safe. */
public final class Board {
    private final SortedMap<String, SourceStatus> statuses = new TreeMap<>();

    Board(List<String> sources, Map<String, Instant> settled) {
        for (String source : sources) {
            statuses.put(source, SourceStatus.beforeFirstPoll(source, Optional.ofNullable(settled.get(source))));
        }
    }

    private Board(Map<String, SourceStatus> statuses) {
        this.statuses.putAll(statuses);
    }

    /** The statuses as they are now, for good. */
    Board copy() {
        return new Board(statuses());
    }

    synchronized void update(String source, UnaryOperator<SourceStatus> change) {
        SourceStatus before = statuses.get(source);
        if (before == null) {
            throw new IllegalArgumentException("no source " + source);
        }
        statuses.put(source, change.apply(before));
    }

    /** Nothing counts as complete. */
    synchronized void forgetSettled() {
        statuses.replaceAll((source, status) -> status.unsettled());
    }

    synchronized boolean polled(String source) {
        SourceStatus status = statuses.get(source);
        return status != null && status.polled() > 0;
    }

    /** By source name; a copy that stays as it is. */
    public synchronized SortedMap<String, SourceStatus> statuses() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }

    /** Whether a first poll of every source has ended, well or badly. Once true it stays true. */
    public synchronized boolean everySourcePolled() {
        return statuses.values().stream().allMatch(status -> status.polled() > 0);
    }
}
