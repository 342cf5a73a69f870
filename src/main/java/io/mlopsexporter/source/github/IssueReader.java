package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlopsexporter.source.Tally;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what happened to one repository's issues, or all of those with the labels. */
final class IssueReader {
    private static final Duration VERIFIED_FOR = Duration.ofDays(1);

    /** How soon people who have made a missing label see it at work. */
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    /** So often a list is read that changes while it is. */
    private static final int ATTEMPTS = 3;

    private final IssuePages pages;
    private final Tally skipped;

    IssueReader(IssuePages pages, Tally skipped) {
        this.pages = pages;
        this.skipped = skipped;
    }

    /**
     * Reads those that were updated, if the sweep shows that some were.
     *
     * @param swept the sweep's page of issues
     */
    IssuesNote update(Poll poll, IssueWork work, IssuesNote note, JsonNode swept) {
        Duration valid = note.unknown().isEmpty() ? VERIFIED_FOR : AFTER_REFUSAL;
        if (!poll.asOf().isBefore(note.verifiedAt().plus(valid))) {
            return verify(poll, work, Optional.of(note), Optional.of(swept));
        }
        long total = swept.path("totalCount").asLong();
        boolean news =
                SweptIssue.listOf(swept.path("nodes")).stream().anyMatch(issue -> !IssueRecorder.isKnown(note, issue));
        if (!news && note.total().equals(Optional.of(total))) {
            return note;
        }
        IssueRecorder recorder = new IssueRecorder(poll, work.id(), work.selections(), skipped);
        boolean whole =
                pages.updated(work.repository(), note.since(), recorder::record).whole();
        long expected = note.total().orElse(total) + recorder.above(note.highest());
        boolean appeared = note.unknown().keySet().stream().anyMatch(recorder.labelled()::contains);
        if ((note.total().isPresent() && expected != total) || appeared || !whole) {
            return verify(poll, work, Optional.of(note), Optional.of(swept)); // some were deleted, or moved elsewhere
        }
        return new IssuesNote(
                note.services(),
                note.unknown(),
                note.from(),
                poll.asOf(),
                note.verifiedAt(),
                Optional.of(total),
                highest(recorder, note.highest(), swept),
                recorder.recent());
    }

    /** Lists all issues with the labels, from beginning to end. */
    IssuesNote verify(Poll poll, IssueWork work, Optional<IssuesNote> note, Optional<JsonNode> swept) {
        IssueRecorder recorder = new IssueRecorder(poll, work.id(), work.selections(), skipped);
        SortedMap<String, String> unknown = new TreeMap<>();
        for (IssueSelection selection : work.selections()) {
            list(work, selection, recorder).ifPresent(why -> unknown.put(selection.service(), why));
        }
        return new IssuesNote(
                work.services(),
                unknown,
                note.map(IssuesNote::from).orElse(poll.historyStart()),
                poll.asOf(),
                poll.asOf(),
                swept.map(page -> page.path("totalCount").asLong()),
                highest(recorder, note.map(IssuesNote::highest).orElse(0L), swept.orElse(MissingNode.getInstance())),
                recorder.recent());
    }

    private static long highest(IssueRecorder recorder, long former, JsonNode swept) {
        return SweptIssue.listOf(swept.path("nodes")).stream()
                .mapToLong(SweptIssue::number)
                .reduce(recorder.highest(former), Math::max);
    }

    /** @return why it is not known which issues are incidents, if it is not */
    private Optional<String> list(IssueWork work, IssueSelection selection, IssueRecorder recorder) {
        String label = selection.label();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            recorder.beginList();
            IssuePages.Read read = pages.labelled(work.repository(), label, recorder::record);
            if (read.whole() && read.total() == 0) {
                // Such a list is empty, without an error, also where there are no issues, or no such label.
                IssuePages.Facility facility = pages.facility(work.repository(), label);
                Optional<String> fault = fault(work, selection, facility);
                if (fault.isPresent()) {
                    return fault;
                }
                String spelled = facility.label().orElse(label);
                if (!spelled.equals(label)) {
                    label = spelled;
                    continue;
                }
            }
            if (read.whole()) {
                recorder.removeUnmet(selection);
                return Optional.empty();
            }
        }
        throw new IssuePages.Unreadable("the list of those with the label changes while it is read", true);
    }

    private static Optional<String> fault(IssueWork work, IssueSelection selection, IssuePages.Facility facility) {
        String consequence = ", so the incidents of " + selection.name() + " are not known: ";
        if (!facility.enabled()) {
            return Optional.of("issues are switched off" + consequence + "switch them on in the repository's settings,"
                    + " or correct incidents.github_issues.repository");
        }
        return facility.label().isPresent()
                ? Optional.empty()
                : Optional.of("there is no label \"" + selection.label() + "\" in "
                        + work.repository().name() + consequence
                        + "create it, or correct incidents.github_issues.label");
    }
}
