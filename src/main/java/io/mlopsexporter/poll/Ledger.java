package io.mlopsexporter.poll;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.store.EventStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The event log in memory and the store under it, always in step: first durable, then visible. */
final class Ledger {
    private final EventStore store;
    private volatile EventLog log;

    /** @param sources the configured ones: what others told before stays in the store, and unseen */
    Ledger(EventStore store, Set<String> sources) {
        this.store = store;
        this.log = store.load().toldBy(sources);
    }

    EventLog log() {
        return log;
    }

    private synchronized void write(String source, Batch batch, Map<String, String> cursors) {
        store.write(source, batch, cursors);
        log = log.with(batch);
    }

    synchronized void settle(String source, Instant asOf) {
        store.saveSettled(source, asOf);
    }

    /** What one source sees. */
    Journal journal(String source, Board board, Progressed shown, BiConsumer<String, Instant> settled) {
        Map<String, String> cursors = new HashMap<>(store.cursors(source));
        return new Journal() {
            @Override
            public EventLog log() {
                return log;
            }

            @Override
            public Optional<String> cursor(String name) {
                return Optional.ofNullable(cursors.get(name));
            }

            @Override
            public void write(Batch batch, Map<String, String> changed) {
                Ledger.this.write(source, batch, changed);
                cursors.putAll(changed);
            }

            @Override
            public void progress(String phase, int done, int total) {
                board.update(source, status -> status.progressed(new SourceStatus.Progress(phase, done, total)));
                shown.progressed(source, new SourceStatus.Progress(phase, done, total));
            }

            @Override
            public void settled(Instant asOf) {
                settled.accept(source, asOf);
            }
        };
    }
}
