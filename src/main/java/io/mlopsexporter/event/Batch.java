package io.mlopsexporter.event;

import java.util.List;
import java.util.stream.Stream;

/**
 * Events that come into force together.
 *
 * @param upserts new events, and newer copies of known ones
 * @param removals events that no longer hold (by type and id)
 */
public record Batch(List<Event> upserts, List<Key> removals) {
    public static final Batch EMPTY = new Batch(List.of(), List.of());

    public Batch {
        upserts = List.copyOf(upserts);
        removals = List.copyOf(removals);
    }

    public static Batch of(List<? extends Event> upserts) {
        return new Batch(List.copyOf(upserts), List.of());
    }

    /** Both together; nothing of the one is in the other. */
    public Batch and(Batch other) {
        return new Batch(
                Stream.concat(upserts.stream(), other.upserts.stream()).toList(),
                Stream.concat(removals.stream(), other.removals.stream()).toList());
    }

    public boolean isEmpty() {
        return upserts.isEmpty() && removals.isEmpty();
    }

    /** Names one event. */
    public record Key(Class<? extends Event> type, String id) {}
}
