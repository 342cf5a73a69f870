package io.mlopsexporter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A merged pull request. No person is named: reviews by others are kept as instants only.
 *
 * @param repository id of the {@link Repository}
 * @param branch name of the head branch
 * @param openedAt when it was opened
 * @param readyAt when it was (last) marked ready for review, if it was a draft
 * @param reviewedAt when somebody other than its author submitted a review, ascending
 * @param mergeCommit the commit it landed as (for a rebase merge: the last one)
 * @param commits its own commits, before squashing or rebasing
 * @param firstCommitAt the earliest author date among its own commits
 * @param reverts commits that its body or its commits say it reverts
 * @param revertsPullRequests numbers of the pull requests that its title or body says it reverts
 * @param paths the files it touches; empty where no application of its repository asks for paths
 * @param url where people find it
 */
public record PullRequest(
        String repository,
        int number,
        String title,
        String branch,
        List<String> labels,
        Instant openedAt,
        Optional<Instant> readyAt,
        List<Instant> reviewedAt,
        Instant mergedAt,
        String mergeCommit,
        List<String> commits,
        Optional<Instant> firstCommitAt,
        List<String> reverts,
        List<Integer> revertsPullRequests,
        Optional<List<String>> paths,
        String url)
        implements Event {
    public PullRequest {
        labels = List.copyOf(labels);
        reviewedAt = reviewedAt.stream().sorted().toList();
        commits = List.copyOf(commits);
        reverts = List.copyOf(reverts);
        revertsPullRequests = List.copyOf(revertsPullRequests);
        paths = paths.map(List::copyOf);
    }

    @Override
    public String id() {
        return repository + "/" + number;
    }
}
