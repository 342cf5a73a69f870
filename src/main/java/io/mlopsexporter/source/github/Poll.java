package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One poll under way: what it may read and write, and what it has met so far. */
final class Poll {
    /** Approvals wait up to 30 days, so what was asked for that long before the history may have gone live in it. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    /** Many small transactions are slow, a big one is lost by a kill. */
    private static final int WRITES_HELD = 50;

    private final Journal journal;
    private final GitHubSettings settings;
    private final Instant asOf;
    private final List<PollResult.Problem> problems = new ArrayList<>();
    private final List<Event> heldEvents = new ArrayList<>();
    private final Map<String, String> heldNotes = new LinkedHashMap<>();
    private Optional<SourceError> failure = Optional.empty();

    Poll(Journal journal, GitHubSettings settings, Instant asOf) {
        this.journal = journal;
        this.settings = settings;
        this.asOf = asOf;
    }

    Journal journal() {
        return journal;
    }

    EventLog log() {
        return journal.log();
    }

    GitHubSettings settings() {
        return settings;
    }

    Instant asOf() {
        return asOf;
    }

    /** Nothing that was asked for before this instant can be part of the history. */
    Instant floor() {
        return historyStart().minus(LONGEST_WAIT);
    }

    Instant historyStart() {
        return asOf.minus(settings.history());
    }

    /** Fingerprint of the people who are known by hashes. */
    String people() {
        return settings.platform().people().fingerprint();
    }

    /** The id of a repository in all events. */
    String id(long repository) {
        return settings.source() + "/" + repository;
    }

    <T> Optional<T> note(String name, Class<T> type) {
        return Notes.read(journal, name, type);
    }

    /** Keeps events and a note together, soon: see {@link #flush()}. */
    void keep(List<? extends Event> events, String name, Object note) {
        String text = Notes.write(note);
        if (events.isEmpty() && journal.cursor(name).filter(text::equals).isPresent()) {
            return;
        }
        heldEvents.addAll(events);
        heldNotes.put(name, text);
        if (heldNotes.size() >= WRITES_HELD || heldEvents.size() >= WRITES_HELD * 10) {
            flush();
        }
    }

    /** Keeps events, before or with the note that says that they are known. */
    void keep(List<? extends Event> events) {
        heldEvents.addAll(events);
    }

    /** Makes what was kept durable, and seen in {@link #log()}. */
    void flush() {
        if (!heldEvents.isEmpty() || !heldNotes.isEmpty()) {
            journal.write(Batch.of(heldEvents), heldNotes);
            heldEvents.clear();
            heldNotes.clear();
        }
    }

    void problem(String subject, String text) {
        PollResult.Problem problem = new PollResult.Problem(subject, text);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** The poll goes on, but it will not have been complete. The first failure is the one that is told. */
    void fail(SourceError error) {
        failure = failure.or(() -> Optional.of(error));
    }

    List<PollResult.Problem> problems() {
        return List.copyOf(problems);
    }

    /** What kept the poll from being complete, if anything did. */
    Optional<SourceError> failure() {
        return failure;
    }

    PollResult result() {
        return failure.<PollResult>map(PollResult.Failed::new).orElseGet(() -> new PollResult.Complete(asOf, problems));
    }
}
