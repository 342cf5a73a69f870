package io.mlopsexporter.source.github;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a repository's commit graph that was read. Two laws make questions about known commits answerable without
 * the rest: each parent of a known commit is known or reachable from a root, and no known commit is reachable from a
 * root. So commits may only be added as the difference between a commit and one that {@link #holds a root}.
 */
final class CommitGraph {
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Set<String> roots = new LinkedHashSet<>();
    private Set<String> aboveRoots = Set.of();
    private boolean stale = true;

    void add(String commit, List<String> itsParents) {
        parents.put(commit, itsParents);
        stale = true;
    }

    void addRoot(String commit) {
        roots.add(commit);
        stale = true;
    }

    /** The commits between the two must have been added. */
    void moveRoot(String from, String to) {
        roots.remove(from);
        addRoot(to);
    }

    void clear() {
        parents.clear();
        roots.clear();
        stale = true;
    }

    Set<String> roots() {
        return Collections.unmodifiableSet(roots);
    }

    Set<String> commits() {
        return Collections.unmodifiableSet(parents.keySet());
    }

    /** Whether a commit is known or a root, so that its place in the graph is certain. */
    boolean places(String commit) {
        return parents.containsKey(commit) || roots.contains(commit);
    }

    /** Whether the very beginning of a history is known: then a commit unrelated to the roots may yet have known ancestors. */
    boolean hasBeginning() {
        return parents.values().stream().anyMatch(List::isEmpty);
    }

    /** Whether a commit is a root, or a descendant of one. */
    boolean holds(String commit) {
        if (stale) {
            aboveRoots = findAboveRoots();
            stale = false;
        }
        return aboveRoots.contains(commit);
    }

    private Set<String> findAboveRoots() {
        Map<String, Set<String>> children = new HashMap<>();
        parents.forEach((child, itsParents) -> itsParents.forEach(parent ->
                children.computeIfAbsent(parent, any -> new HashSet<>()).add(child)));
        Set<String> found = new HashSet<>(roots);
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            for (String child : children.getOrDefault(open.pop(), Set.of())) {
                if (found.add(child)) {
                    open.push(child);
                }
            }
        }
        return found;
    }

    /**
     * Adds to {@code seen} what is reachable from a commit and not seen yet.
     *
     * @return the commits among it that were not read: each is reachable from a root
     */
    Set<String> walk(String from, Set<String> seen) {
        Set<String> unread = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            String at = open.pop();
            if (!seen.add(at)) {
                continue;
            }
            if (parents.containsKey(at)) {
                Collection<String> next = parents.getOrDefault(at, List.of());
                next.forEach(open::push);
            } else {
                unread.add(at);
            }
        }
        return unread;
    }

    /** The roots that a commit is, or descends from. */
    Set<String> rootsOf(String commit) {
        Set<String> reached = new HashSet<>();
        walk(commit, reached);
        reached.retainAll(roots);
        return reached;
    }
}
