package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One poll under way: when it is, what it may read and write, and what it has met so far. */
final class Poll {
    private final Journal journal;
    private final MlflowSettings settings;
    private final Instant asOf;
    private final String people;
    private final List<PollResult.Problem> problems = new ArrayList<>();
    private boolean news;

    /** @param people fingerprint of those who are known by hashes */
    Poll(Journal journal, MlflowSettings settings, Instant asOf, String people) {
        this.journal = journal;
        this.settings = settings;
        this.asOf = asOf;
        this.people = people;
    }

    Journal journal() {
        return journal;
    }

    EventLog log() {
        return journal.log();
    }

    MlflowSettings settings() {
        return settings;
    }

    Instant asOf() {
        return asOf;
    }

    /** Another one than that of what is kept, and who it was of has to be read again. */
    String people() {
        return people;
    }

    /** What was before this instant is of no interest. */
    Instant floor() {
        return asOf.minus(settings.history());
    }

    /** The id of a model in all events; names may have any character. */
    String modelId(String name) {
        return settings.source() + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    String experimentId(String id) {
        return settings.source() + "/experiment/" + id;
    }

    Optional<String> page(String path) {
        return Optional.of(settings.address() + "/#/" + path);
    }

    RepositoryHistory history(String modelId) {
        return log().history(modelId);
    }

    boolean isOurs(String id) {
        return id.startsWith(settings.source() + "/");
    }

    /** Keeps what is new in these events, and a note, in one. */
    void keep(List<? extends Event> events, String name, Object note) {
        String text = Notes.write(note);
        if (!events.isEmpty() || journal.cursor(name).filter(text::equals).isEmpty()) {
            journal.write(Batch.of(events), Map.of(name, text));
        }
    }

    /** Something about a model has changed: what does not show in lists may have changed with it. */
    void somethingNew() {
        news = true;
    }

    boolean hasNews() {
        return news;
    }

    void problem(String subject, String text) {
        problems.add(new PollResult.Problem(subject, text));
    }

    PollResult complete() {
        return new PollResult.Complete(asOf, problems);
    }

    List<PollResult.Problem> problems() {
        return List.copyOf(problems);
    }
}
