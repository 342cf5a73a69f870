package io.mlopsexporter.cli;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A journal that keeps nothing beyond the process: for looking at what a source would tell. */
final class Scratch implements Journal {
    private final Map<String, String> cursors = new HashMap<>();
    private final Told told;

    Scratch() {
        this(new Told());
    }

    /** @param told what other sources have told, to which this one adds */
    Scratch(Told told) {
        this.told = told;
    }

    /** What several sources have told. */
    static final class Told {
        private EventLog log = EventLog.EMPTY;

        EventLog log() {
            return log;
        }
    }

    @Override
    public EventLog log() {
        return told.log;
    }

    @Override
    public Optional<String> cursor(String name) {
        return Optional.ofNullable(cursors.get(name));
    }

    @Override
    public void write(Batch batch, Map<String, String> changed) {
        told.log = told.log.with(batch);
        cursors.putAll(changed);
    }

    @Override
    public void progress(String phase, int done, int total) {}

    @Override
    public void settled(Instant asOf) {}
}
