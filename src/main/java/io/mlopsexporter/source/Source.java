package io.mlopsexporter.source;

import java.util.Map;
import java.util.Optional;

/** One API that is polled for events. It knows nothing of metrics, nor of how events are kept. */
public interface Source {
    /** The label {@code source}: {@code github}; also the first part of the ids of its events. */
    String name();

    /**
     * Reads everything that is new, and writes it to the journal as it goes. Whatever the remote side does ends up in the
     * result; only a failure of our own (the store, say) is thrown.
     */
    PollResult poll(Journal journal);

    /** What the API behind it grants. */
    default Allowance allowance() {
        return Allowance.UNLIMITED;
    }

    /** How many records could not be used since the start, by reason; each is counted at every poll that meets it. */
    default Map<String, Long> skipped() {
        return Map.of();
    }

    /** How often its repositories are read; empty where it has none, or is not known completely yet. */
    default Optional<Reach> reach() {
        return Optional.empty();
    }
}
