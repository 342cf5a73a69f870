package io.mlopsexporter.source;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a source sees of the store: its own events and cursors, and a way to add to them. */
public interface Journal {
    /** All events known so far, those of other sources too. */
    EventLog log();

    /** A note that the source wrote to itself. */
    Optional<String> cursor(String name);

    /** Makes events and notes durable in one transaction: after it, {@link #log()} shows them; if it throws, none is kept. */
    void write(Batch batch, Map<String, String> cursors);

    /** Says how far a long read has come, for people. */
    void progress(String phase, int done, int total);

    /**
     * All deployments up to this instant are known, though not yet all of their changes: figures may be shown. Called
     * between the phases of a first read; the end of a poll implies it.
     */
    void settled(Instant asOf);
}
