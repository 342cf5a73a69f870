package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.source.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns copies of one repository's issues into what they change in the journal. The newest copy decides. */
final class IssueRecorder {
    private final Poll poll;
    private final String repository;
    private final List<IssueSelection> selections;
    private final Tally skipped;
    private final SortedMap<String, String> recent = new TreeMap<>();
    private final Set<String> met = new HashSet<>();
    private final Set<Long> numbers = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    /** @param repository its id in events */
    IssueRecorder(Poll poll, String repository, List<IssueSelection> selections, Tally skipped) {
        this.poll = poll;
        this.repository = repository;
        this.selections = List.copyOf(selections);
        this.skipped = skipped;
    }

    /** Writes what is new in these. */
    void record(List<IssueNode> issues) {
        List<Event> upserts = new ArrayList<>();
        List<Batch.Key> removals = new ArrayList<>();
        for (IssueNode issue : issues) {
            if (issue.number() == 0) {
                skipped.add("no_id", repository + " " + issue.id());
                continue;
            }
            numbers.add(issue.number());
            if (issue.updatedAt()
                    .filter(at -> !at.isBefore(poll.asOf().minus(IssuesNote.OVERLAP)))
                    .isPresent()) {
                recent.put(issue.id(), issue.fingerprint());
            }
            selections.forEach(selection -> record(issue, selection, upserts, removals));
        }
        write(upserts, removals);
    }

    private void record(IssueNode issue, IssueSelection selection, List<Event> upserts, List<Batch.Key> removals) {
        String id = IssueMapping.id(repository, issue.number(), selection);
        if (issue.isLabelled(selection.label())) {
            met.add(id);
            labels.add(selection.service());
        }
        Optional<Incident> former = Optional.ofNullable(poll.log().incidents().get(id));
        IssueMapping.Meaning meaning = IssueMapping.of(issue, selection, repository);
        meaning.skipped().ifPresent(reason -> skipped.add(reason, id));
        if (meaning.incident().isEmpty()) {
            if (former.isPresent() && !meaning.keepsFormer()) {
                removals.add(new Batch.Key(Incident.class, id));
            }
            return;
        }
        Incident incident = meaning.incident().get();
        boolean tooOld =
                incident.end().filter(end -> end.isBefore(poll.historyStart())).isPresent();
        if (!meaning.incident().equals(former) && !(tooOld && former.isEmpty())) {
            upserts.add(incident);
        }
    }

    /** What was met before this does not count for {@link #removeUnmet}. */
    void beginList() {
        met.clear();
    }

    /** Removes the incidents of a selection that were not met: deleted, moved elsewhere, or without the label. */
    void removeUnmet(IssueSelection selection) {
        List<Batch.Key> removals = incidents().values().stream()
                .filter(incident -> incident.service().equals(selection.service()) && !met.contains(incident.id()))
                .map(incident -> new Batch.Key(Incident.class, incident.id()))
                .toList();
        write(List.of(), removals);
    }

    private SortedMap<String, Incident> incidents() {
        String prefix = IssueMapping.prefix(repository);
        return poll.log().incidents().subMap(prefix, prefix + Character.MAX_VALUE);
    }

    private void write(List<Event> upserts, List<Batch.Key> removals) {
        if (!upserts.isEmpty() || !removals.isEmpty()) {
            poll.journal().write(new Batch(upserts, removals), Map.of());
        }
    }

    /** What was updated shortly before this poll: GraphQL id → fingerprint. */
    SortedMap<String, String> recent() {
        return recent;
    }

    /** How many of those that were met have a higher number than this. */
    long above(long number) {
        return numbers.stream().filter(one -> one > number).count();
    }

    long highest(long atLeast) {
        return numbers.stream().mapToLong(Long::longValue).reduce(atLeast, Math::max);
    }

    /** {@link IssueSelection#service()}s whose label some issue bore. */
    Set<String> labelled() {
        return labels;
    }

    /** Whether an issue's state in the sweep is what was read of it. */
    static boolean isKnown(IssuesNote note, SweptIssue issue) {
        // What was updated within the minute before it was read may have been updated again in the same second.
        Instant settled = note.readAt().minusSeconds(60);
        return issue.updatedAt().isBefore(note.since())
                || (issue.fingerprint().equals(note.recent().get(issue.id()))
                        && !issue.updatedAt().isAfter(settled));
    }
}
