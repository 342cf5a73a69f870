package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.RepositoryHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * What an application with {@code paths} needs, and was not read.
 *
 * @param pullRequests those that were read before an application asked for paths
 * @param commits those that are changes of their own
 */
record MissingPaths(List<PullRequest> pullRequests, List<Commit> commits) {
    private static final int PER_PART = 100;

    /** @param applications of one repository */
    static boolean areAsked(List<Application> applications) {
        return applications.stream()
                .anyMatch(application -> !application.paths().isEmpty());
    }

    /** @param applications those of the repository that the history is of */
    static MissingPaths of(List<Application> applications, RepositoryHistory history) {
        if (!areAsked(applications)) {
            return new MissingPaths(List.of(), List.of());
        }
        return new MissingPaths(
                history.pullRequests().values().stream()
                        .filter(pull -> pull.paths().isEmpty())
                        .toList(),
                history.commits().values().stream()
                        .filter(commit -> commit.paths().isEmpty() && isOwnChange(commit, history))
                        .toList());
    }

    /** Merge commits are no changes, and what landed with a pull request is part of that one. */
    private static boolean isOwnChange(Commit commit, RepositoryHistory history) {
        return commit.parents().size() < 2
                && commit.pullRequests().stream()
                        .map(history.pullRequests()::get)
                        .noneMatch(pull -> pull != null && history.commits().containsKey(pull.mergeCommit()));
    }

    boolean any() {
        return !pullRequests.isEmpty() || !commits.isEmpty();
    }

    static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PER_PART) {
            parts.add(all.subList(from, Math.min(all.size(), from + PER_PART)));
        }
        return parts;
    }
}
