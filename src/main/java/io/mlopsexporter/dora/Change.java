package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.PullRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a deployment delivers: a merged pull request, or a commit of its own (design 3.2).
 *
 * @param pullRequest empty for a commit of its own
 * @param commits the delivered commits that were folded into it; at least one
 * @param start where its lead time begins
 * @param openedAt end of {@code coding}: ready for review, else opened; empty where no such stage lies after the start
 * @param reviewedAt end of {@code pickup}: the first review by somebody else between opening and merge
 */
public record Change(
        Optional<PullRequest> pullRequest,
        List<Commit> commits,
        Instant start,
        Optional<Instant> openedAt,
        Optional<Instant> reviewedAt) {
    private static final Pattern LANDS_AGAIN = Pattern.compile("Reapply \"|Revert \"Revert ");

    public Change {
        commits = List.copyOf(commits);
    }

    static Change of(Commit commit) {
        return new Change(Optional.empty(), List.of(commit), commit.authoredAt(), Optional.empty(), Optional.empty());
    }

    static Change of(PullRequest pullRequest, List<Commit> commits, LeadTimeStart from) {
        Instant opened = pullRequest.readyAt().orElse(pullRequest.openedAt());
        Instant merged = pullRequest.mergedAt();
        // Measured from the merge on, all that went before it is no part of the lead time.
        boolean whole = from != LeadTimeStart.MERGED;
        Optional<Instant> reviewed = pullRequest.reviewedAt().stream()
                .filter(review -> !review.isBefore(opened) && !review.isAfter(merged))
                .findFirst()
                .filter(any -> whole);
        return new Change(
                Optional.of(pullRequest),
                commits,
                start(pullRequest, from),
                Optional.of(opened).filter(any -> whole),
                reviewed);
    }

    private static Instant start(PullRequest pullRequest, LeadTimeStart from) {
        return switch (from) {
            case MERGED -> pullRequest.mergedAt();
            case PULL_REQUEST_OPENED -> pullRequest.openedAt();
            case FIRST_COMMIT ->
                pullRequest
                        .firstCommitAt()
                        .filter(first -> first.isBefore(pullRequest.openedAt()))
                        .orElse(pullRequest.openedAt());
        };
    }

    /** Title of the pull request, or first line of the commit. */
    public String title() {
        return pullRequest
                .map(PullRequest::title)
                .orElseGet(() -> commits.get(0).headline());
    }

    /** Lead time in seconds; negative when it starts after it went live. */
    public double leadTime(Instant finishedAt) {
        return Seconds.between(start, finishedAt);
    }

    /** Seconds of a stage, if it has that stage. */
    public OptionalDouble stage(Stage stage, Instant finishedAt) {
        Instant merged = pullRequest.map(PullRequest::mergedAt).orElse(start);
        return switch (stage) {
            case CODING -> between(Optional.of(start), openedAt);
            case PICKUP -> between(openedAt, reviewedAt);
            case REVIEW -> between(reviewedAt.or(() -> openedAt), Optional.of(merged));
            case DEPLOY -> OptionalDouble.of(Seconds.between(merged, finishedAt));
        };
    }

    private static OptionalDouble between(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent()
                ? OptionalDouble.of(Seconds.between(from.get(), to.get()))
                : OptionalDouble.empty();
    }

    /** Whether branch, a label or the title says that it is a hotfix. */
    public boolean isHotfix(Pattern pattern) {
        return pattern.matcher(title()).find()
                || (pullRequest.isPresent()
                        && (pattern.matcher(pullRequest.get().branch()).find()
                                || pullRequest.get().labels().stream()
                                        .anyMatch(
                                                label -> pattern.matcher(label).find())));
    }

    /** Whether it takes something back, rather than landing it again (design 3.9, 5). */
    public boolean isRevert() {
        boolean names = commits.stream().anyMatch(commit -> !commit.reverts().isEmpty())
                || pullRequest
                        .filter(pull -> !pull.reverts().isEmpty()
                                || !pull.revertsPullRequests().isEmpty())
                        .isPresent();
        return names && !LANDS_AGAIN.matcher(title()).lookingAt();
    }
}
