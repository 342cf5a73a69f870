package io.mlopsexporter.poll;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelOwners;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.store.Contents;
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
    private final String meaning;
    private final Contents first;
    /** The last change that is in the log, by source. */
    private final Map<String, Long> seen = new HashMap<>();

    private volatile EventLog log;
    private boolean closed;

    /**
     * @param sources the configured ones: what others told before stays in the store, and unseen
     * @param meaning the fingerprint of the configuration: what is written under another one is not read
     */
    Ledger(EventStore store, Set<String> sources, String meaning) {
        this.store = store;
        this.meaning = meaning;
        Contents contents = store.contents();
        this.log = EventLog.of(contents.batch().upserts()).toldBy(sources);
        sources.forEach(source -> seen.put(source, contents.revisions().getOrDefault(source, 0L)));
        this.first = new Contents(Batch.EMPTY, contents.revisions(), contents.settled(), contents.statuses());
    }

    /** What all sources have told, put together. */
    EventLog log() {
        return ModelOwners.settled(log);
    }

    /** What the store held at first, events set aside. */
    Contents first() {
        return first;
    }

    private synchronized void write(String source, Batch batch, Map<String, String> cursors) {
        requireOpen();
        long revision = store.write(source, batch, cursors);
        if (revision == seen.getOrDefault(source, 0L) + 1) {
            log = log.with(batch);
            seen.put(source, revision);
        } else {
            refresh();
        }
    }

    /**
     * Takes in what is in the store and not here: written by another replica, or by a call of ours that the database failed to
     * confirm. Empty if the store now is of another configuration; then nothing is taken in.
     */
    synchronized Optional<Contents> refresh() {
        requireOpen();
        Optional<Contents> changes = store.changes(Map.copyOf(seen), meaning);
        changes.ifPresent(found -> {
            if (!found.batch().isEmpty()) {
                log = log.with(found.batch());
            }
            seen.replaceAll((source, revision) -> found.revisions().getOrDefault(source, revision));
        });
        return changes;
    }

    synchronized void settle(String source, Instant asOf) {
        requireOpen();
        store.saveSettled(source, asOf);
    }

    /**
     * Nothing is written from the return of this on: what a poll that has not heard of its end would write, nobody here would
     * see.
     *
     * @param last done before another write can come between; if it throws, nothing is closed
     */
    synchronized void close(Runnable last) {
        last.run();
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("polling has ended");
        }
    }

    /** What one source sees in one poll. */
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
