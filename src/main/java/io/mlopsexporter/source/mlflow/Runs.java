package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads runs by the time of their start, page by page, each page written down before the next is asked for. A page begins with the
 * start that the one before ended with, rather than at an offset: whatever comes or goes in between, none is lost.
 */
final class Runs {
    /** Clients' clocks are behind, and what they send is late. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    /** What was recorded later than that, from a notebook that was offline, say, is found within a day. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofDays(1);

    private final MlflowApi api;
    private final Poll poll;
    private final RunRecorder recorder;
    private RunsNote note;

    Runs(MlflowApi api, Poll poll, RunRecorder recorder) {
        this.api = api;
        this.poll = poll;
        this.recorder = recorder;
        this.note = Notes.read(poll.journal(), RunsNote.NAME, RunsNote.class).orElse(RunsNote.NONE);
    }

    /** @param listed the experiments whose runs count */
    void read(Collection<ListedExperiment> listed) {
        SortedSet<String> all = new TreeSet<>();
        SortedSet<String> fresh = new TreeSet<>();
        for (ListedExperiment experiment : listed) {
            all.add(experiment.id());
            if (!poll.log().experiments().containsKey(poll.experimentId(experiment.id()))) {
                fresh.add(experiment.id());
            }
        }
        long now = poll.asOf().toEpochMilli();
        boolean anew = fresh.equals(all) || !note.people().equals(Optional.of(poll.people()));
        if (!anew && !fresh.isEmpty()) {
            scan(fresh);
            note = note.scanned();
            keep(experiments(fresh));
        }
        if (anew || note.swept() + BETWEEN_SWEEPS.toMillis() <= now) {
            scan(all);
            note = note.scanned(now, poll.people());
            keep(experiments(all));
        } else {
            readFrom(all, note.until() - OVERLAP.toMillis(), reached -> note.known(Math.min(reached, now)));
            note = note.known(now);
            keep(experiments(all));
        }
    }

    /** All of the history, going on where an interrupted reading of the same has come to. */
    private void scan(SortedSet<String> experiments) {
        String which = RunsNote.scanOf(experiments, poll.people());
        recorder.record(api.runsWithoutStart(experiments));
        readFrom(
                experiments,
                note.reached(which).orElse(poll.floor().toEpochMilli()),
                reached -> note.scanning(which, reached));
    }

    private void readFrom(SortedSet<String> experiments, long from, Progress progress) {
        long start = from;
        Optional<String> token = Optional.empty();
        Tokens tokens = new Tokens("runs/search");
        boolean more = true;
        while (more) {
            MlflowApi.Page<ListedRun> page = api.runs(experiments, Instant.ofEpochMilli(start), token);
            long last = page.items().stream()
                    .flatMap(run -> run.startedAt().stream())
                    .mapToLong(Instant::toEpochMilli)
                    .max()
                    .orElse(start);
            more = page.next().isPresent();
            // Only within one and the same millisecond is there nothing but the offset to go on by.
            if (last > start) {
                token = Optional.empty();
                tokens = new Tokens("runs/search");
            } else {
                token = tokens.next(page.next());
            }
            start = last;
            RunRecorder.Recorded recorded = recorder.record(page.items());
            if (more) {
                note = progress.reached(start);
                progress(from, start);
            }
            write(recorded.events(), recorded.notes());
        }
    }

    private void progress(long from, long reached) {
        int total = Math.toIntExact(Math.max(1, (poll.asOf().toEpochMilli() - from) / 86_400_000));
        int done = Math.toIntExact(Math.min(total, (reached - from) / 86_400_000));
        poll.journal().progress("days of runs", done, total);
    }

    private List<Event> experiments(SortedSet<String> ids) {
        List<Event> changed = new ArrayList<>();
        for (String id : ids) {
            Optional<Experiment> event = recorder.event(id);
            event.filter(one -> !one.equals(poll.log().experiments().get(one.id())))
                    .ifPresent(changed::add);
        }
        return changed;
    }

    private void keep(List<Event> events) {
        write(events, Map.of());
    }

    private void write(List<Event> events, Map<String, String> others) {
        Map<String, String> notes = new HashMap<>(others);
        notes.put(RunsNote.NAME, Notes.write(note));
        poll.journal().write(Batch.of(events), notes);
    }

    private interface Progress {
        RunsNote reached(long start);
    }
}
