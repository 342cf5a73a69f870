package io.mlopsexporter.source;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A journal that forgets at the end of the test, and tells what a source did to it. Safe for sources that use threads. */
public final class InMemoryJournal implements Journal {
    private EventLog log = EventLog.EMPTY;
    private final Map<String, String> cursors = new TreeMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private final List<Instant> settled = new ArrayList<>();

    /** One call of {@link #progress(String, int, int)}. */
    public record Progress(String phase, int done, int total) {}

    @Override
    public synchronized EventLog log() {
        return log;
    }

    @Override
    public synchronized Optional<String> cursor(String name) {
        return Optional.ofNullable(cursors.get(name));
    }

    @Override
    public synchronized void write(Batch batch, Map<String, String> notes) {
        log = log.with(batch);
        cursors.putAll(notes);
        batches.add(batch);
    }

    @Override
    public synchronized void progress(String phase, int done, int total) {
        progress.add(new Progress(phase, done, total));
    }

    @Override
    public synchronized void settled(Instant asOf) {
        settled.add(asOf);
    }

    /** All cursors, by name. */
    public synchronized Map<String, String> cursors() {
        return Map.copyOf(cursors);
    }

    /** What was written, in order. */
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    public synchronized List<Progress> progressed() {
        return List.copyOf(progress);
    }

    public synchronized List<Instant> settled() {
        return List.copyOf(settled);
    }
}
