package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.PullRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a deployment delivers: a merged pull request, a commit of its own, or the version of a model (design 3.2).
 *
 * @param pullRequest empty for a commit of its own
 * @param model the version, if it is one; then there are no commits
 * @param commits the delivered commits that were folded into it; at least one, unless it is a version of a model
 * @param start where its lead time begins; empty where nobody knows
 * @param openedAt end of {@code coding}: ready for review, else opened; empty where no such stage lies after the start
 * @param reviewedAt end of {@code pickup}: the first review by somebody else between opening and merge
 */
public record Change(
        Optional<PullRequest> pullRequest,
        Optional<ModelChange> model,
        List<Commit> commits,
        Optional<Instant> start,
        Optional<Instant> openedAt,
        Optional<Instant> reviewedAt) {
    private static final Pattern LANDS_AGAIN = Pattern.compile("Reapply \"|Revert \"Revert ");

    public Change {
        commits = List.copyOf(commits);
    }

    static Change of(Commit commit) {
        return new Change(
                Optional.empty(),
                Optional.empty(),
                List.of(commit),
                Optional.of(commit.authoredAt()),
                Optional.empty(),
                Optional.empty());
    }

    static Change of(ModelChange version, Optional<Instant> start) {
        return new Change(Optional.empty(), Optional.of(version), List.of(), start, Optional.empty(), Optional.empty());
    }

    static Change of(PullRequest pullRequest, List<Commit> commits, LeadTimeStart from) {
        Instant opened = pullRequest.readyAt().orElse(pullRequest.openedAt());
        // Measured from the merge on, all that went before it is no part of the lead time.
        boolean whole = from != LeadTimeStart.MERGED;
        Optional<Instant> reviewed = whole ? reviewed(pullRequest, opened) : Optional.empty();
        return new Change(
                Optional.of(pullRequest),
                Optional.empty(),
                commits,
                Optional.of(start(pullRequest, from)),
                whole ? Optional.of(opened) : Optional.empty(),
                reviewed);
    }

    private static Optional<Instant> reviewed(PullRequest pullRequest, Instant opened) {
        for (Instant review : pullRequest.reviewedAt()) {
            if (!review.isBefore(opened) && !review.isAfter(pullRequest.mergedAt())) {
                return Optional.of(review);
            }
        }
        return Optional.empty();
    }

    private static Instant start(PullRequest pullRequest, LeadTimeStart from) {
        return switch (from) {
            case MERGED -> pullRequest.mergedAt();
            case PULL_REQUEST_OPENED -> pullRequest.openedAt();
            case FIRST_COMMIT -> {
                Instant opened = pullRequest.openedAt();
                Instant first = pullRequest.firstCommitAt().orElse(opened);
                yield first.isBefore(opened) ? first : opened;
            }
        };
    }

    /** Title of the pull request, first line of the commit, or name and number of the version. */
    public String title() {
        return pullRequest
                .map(PullRequest::title)
                .or(() -> model.map(ModelChange::title))
                .orElseGet(() -> commits.get(0).headline());
    }

    /** Lead time in seconds; negative when it starts after it went live, empty when its start is unknown. */
    public OptionalDouble leadTime(Instant finishedAt) {
        return between(start, Optional.of(finishedAt));
    }

    /** Seconds of a stage, if it has that stage. */
    public OptionalDouble stage(Stage stage, Instant finishedAt) {
        if (model.isPresent()) {
            return stage(model.get(), stage, finishedAt);
        }
        // no lambdas where millions of changes come by: each that captures something is dear without the second
        // compiler
        Optional<Instant> merged =
                pullRequest.isPresent() ? Optional.of(pullRequest.get().mergedAt()) : start;
        return switch (stage) {
            case CODING -> between(start, openedAt);
            case PICKUP -> between(openedAt, reviewedAt);
            case REVIEW -> between(reviewedAt.isPresent() ? reviewedAt : openedAt, merged);
            case DEPLOY -> between(merged, Optional.of(finishedAt));
            case TRAINING, REGISTRATION, PROMOTION -> OptionalDouble.empty();
        };
    }

    /** None is negative: a clock that is ahead shortens the stage after it. */
    private OptionalDouble stage(ModelChange version, Stage stage, Instant finishedAt) {
        Optional<Instant> registered = version.registeredAt().map(at -> earlier(at, finishedAt));
        Optional<Instant> trained = version.trainedAt().map(at -> earlier(at, finishedAt));
        Optional<Instant> ended = start.flatMap(from -> trained.map(at -> at.isBefore(from) ? from : at));
        Optional<Instant> listed = ended.flatMap(from -> registered.map(at -> at.isBefore(from) ? from : at));
        return switch (stage) {
            case TRAINING -> between(start, ended);
            case REGISTRATION -> between(ended, listed);
            case PROMOTION -> between(listed, Optional.of(finishedAt));
            case CODING, PICKUP, REVIEW, DEPLOY -> OptionalDouble.empty();
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static OptionalDouble between(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent()
                ? OptionalDouble.of(Seconds.between(from.get(), to.get()))
                : OptionalDouble.empty();
    }

    /** Whether branch, a label or the title says that it is a hotfix; of a model nothing says so. */
    public boolean isHotfix(Pattern pattern) {
        return model.isEmpty()
                && (pattern.matcher(title()).find()
                        || (pullRequest.isPresent()
                                && (pattern.matcher(pullRequest.get().branch()).find()
                                        || pullRequest.get().labels().stream()
                                                .anyMatch(label ->
                                                        pattern.matcher(label).find()))));
    }

    /** Whether it takes something back, rather than landing it again (design 3.9, 5). */
    public boolean isRevert() {
        return namesWhatItReverts() && !LANDS_AGAIN.matcher(title()).lookingAt();
    }

    /** In a loop: all changes are asked, and few say yes. */
    private boolean namesWhatItReverts() {
        for (Commit commit : commits) {
            if (!commit.reverts().isEmpty()) {
                return true;
            }
        }
        return pullRequest.isPresent()
                && !(pullRequest.get().reverts().isEmpty()
                        && pullRequest.get().revertsPullRequests().isEmpty());
    }
}
