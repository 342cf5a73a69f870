package io.mlopsexporter.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about the commit graph of a repository. Commits are immutable, so that the answers do not depend on time. */
final class Graph {
    private Graph() {}

    /**
     * What lies between two commits.
     *
     * @param ahead reachable from head and not from base, oldest first
     * @param behind how many are reachable from base and not from head
     * @param mergeBase the newest that both can reach
     */
    record Comparison(List<DemoCommit> ahead, int behind, Optional<DemoCommit> mergeBase) {
        Comparison {
            ahead = List.copyOf(ahead);
        }

        String status() {
            if (ahead.isEmpty()) {
                return behind == 0 ? "identical" : "behind";
            }
            return behind == 0 ? "ahead" : "diverged";
        }
    }

    static Comparison compare(DemoCommit base, DemoCommit head) {
        Map<String, DemoCommit> ofBase = reachable(base);
        Map<String, DemoCommit> ofHead = reachable(head);
        Map<String, DemoCommit> delivered = new HashMap<>(ofHead);
        delivered.keySet().removeAll(ofBase.keySet());
        Optional<DemoCommit> mergeBase = ofHead.values().stream()
                .filter(commit -> ofBase.containsKey(commit.oid()))
                .max(Comparator.comparing(DemoCommit::committedAt));
        int behind = (int)
                ofBase.keySet().stream().filter(oid -> !ofHead.containsKey(oid)).count();
        return new Comparison(parentsFirst(delivered), behind, mergeBase);
    }

    /** A commit and what is before it, newest first. */
    static List<DemoCommit> history(DemoCommit from) {
        List<DemoCommit> all = new ArrayList<>(parentsFirst(reachable(from)));
        Collections.reverse(all);
        return all;
    }

    /** By date, but never a commit before its parents: dates are what authors' clocks say. */
    private static List<DemoCommit> parentsFirst(Map<String, DemoCommit> commits) {
        List<DemoCommit> byDate = new ArrayList<>(commits.values());
        byDate.sort(Comparator.comparing(DemoCommit::committedAt).thenComparing(DemoCommit::oid));
        Map<String, DemoCommit> placed = new LinkedHashMap<>();
        Deque<DemoCommit> open = new ArrayDeque<>();
        for (DemoCommit commit : byDate) {
            open.push(commit);
            while (!open.isEmpty()) {
                DemoCommit top = open.element();
                Optional<DemoCommit> missing = top.parents().stream()
                        .filter(parent -> !placed.containsKey(parent))
                        .flatMap(parent -> Optional.ofNullable(commits.get(parent)).stream())
                        .findFirst();
                missing.ifPresentOrElse(
                        open::push, () -> placed.putIfAbsent(open.pop().oid(), top));
            }
        }
        return List.copyOf(placed.values());
    }

    private static Map<String, DemoCommit> reachable(DemoCommit from) {
        Map<String, DemoCommit> seen = new HashMap<>();
        Deque<DemoCommit> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            DemoCommit commit = open.pop();
            if (seen.put(commit.oid(), commit) == null) {
                commit.parents()
                        .forEach(parent -> commit.repository().commit(parent).ifPresent(open::push));
            }
        }
        return seen;
    }
}
