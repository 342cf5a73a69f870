package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pull request, with all that will ever happen to it.
 *
 * @param at when it was opened
 * @param readyAt when it was marked ready for review, if it was opened as a draft
 * @param closedAt when it was merged, or closed without
 * @param mergeCommit the commit it landed as, if it was merged
 * @param commits its own commits, oldest first
 */
record DemoPullRequest(
        DemoRepository repository,
        int number,
        Instant at,
        String title,
        String body,
        String head,
        String author,
        List<String> labels,
        Optional<Instant> readyAt,
        List<Review> reviews,
        Optional<Instant> closedAt,
        Optional<String> mergeCommit,
        List<DemoCommit> commits)
        implements Dated {
    static final String BASE = "main";

    DemoPullRequest {
        labels = List.copyOf(labels);
        reviews = List.copyOf(reviews);
        commits = List.copyOf(commits);
    }

    /** A submitted review. */
    record Review(Instant at, String author, String state) implements Dated {}

    boolean isClosed(Instant now) {
        return closedAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    Optional<Instant> mergedAt(Instant now) {
        return isClosed(now) && mergeCommit.isPresent() ? closedAt : Optional.empty();
    }

    boolean isDraft(Instant now) {
        return readyAt.filter(now::isBefore).isPresent();
    }

    String state(Instant now) {
        if (!isClosed(now)) {
            return "OPEN";
        }
        return mergeCommit.isPresent() ? "MERGED" : "CLOSED";
    }

    String url() {
        return repository.url() + "/pull/" + number;
    }
}
