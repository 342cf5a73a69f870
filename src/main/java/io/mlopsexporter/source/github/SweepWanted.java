package io.mlopsexporter.source.github;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Ids that a sweep is to look at besides the lists of the organisations; each is taken once. */
final class SweepWanted {
    /** {@code nodes(ids:)} takes no more. */
    private static final int IDS = 100;

    private final Deque<String> repositories;
    private final Deque<String> releases;
    private final Deque<String> tags;
    private final Deque<String> issues;
    private final Deque<String> watched;

    /**
     * @param repositories that no list will name
     * @param releases repositories whose releases are looked at
     * @param tags repositories whose tags are looked at
     * @param issues repositories whose issues are looked at
     * @param watched deployments and releases that may still change
     */
    SweepWanted(
            Collection<String> repositories,
            Collection<String> releases,
            Collection<String> tags,
            Collection<String> issues,
            Collection<String> watched) {
        this.repositories = new ArrayDeque<>(repositories);
        this.releases = new ArrayDeque<>(releases);
        this.tags = new ArrayDeque<>(tags);
        this.issues = new ArrayDeque<>(issues);
        this.watched = new ArrayDeque<>(watched);
    }

    static SweepWanted repositories(Collection<String> repositories) {
        return new SweepWanted(repositories, List.of(), List.of(), List.of(), List.of());
    }

    boolean isEmpty() {
        return repositories.isEmpty() && releases.isEmpty() && tags.isEmpty() && issues.isEmpty() && watched.isEmpty();
    }

    List<String> takeRepositories() {
        return take(repositories);
    }

    List<String> takeReleases() {
        return take(releases);
    }

    List<String> takeTags() {
        return take(tags);
    }

    List<String> takeIssues() {
        return take(issues);
    }

    List<String> takeWatched() {
        return take(watched);
    }

    private static List<String> take(Deque<String> from) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < IDS && !from.isEmpty()) {
            taken.add(from.remove());
        }
        return taken;
    }
}
