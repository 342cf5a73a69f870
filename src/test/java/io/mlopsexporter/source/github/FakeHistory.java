package io.mlopsexporter.source.github;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.Comparison.Status;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole commit graph, as the server has it, and the server's answers about it. */
final class FakeHistory implements Comparisons {
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private boolean broken;

    String commit(String oid, String... itsParents) {
        parents.put(oid, List.of(itsParents));
        return oid;
    }

    /** A line of commits {@code <name>1 … <name>n} on top of another. */
    String line(String name, int length, String... on) {
        String tip = commit(name + 1, on);
        for (int number = 2; number <= length; number++) {
            tip = commit(name + number, tip);
        }
        return tip;
    }

    /** After a force push and clean-up. */
    void remove(String... oids) {
        gone.addAll(List.of(oids));
    }

    List<String> oids() {
        return List.copyOf(parents.keySet());
    }

    /** What was asked since the last time. */
    List<String> asked() {
        List<String> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    /** From now on no answer comes. */
    void breakDown() {
        broken = true;
    }

    Set<String> reachable(String oid) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(oid));
        while (!open.isEmpty()) {
            String at = open.pop();
            if (seen.add(at)) {
                parents.getOrDefault(at, List.of()).forEach(open::push);
            }
        }
        return seen;
    }

    @Override
    public Comparison compare(String base, String head, int limit) {
        asked.add(base + "..." + head);
        if (broken) {
            throw new SourceException(new SourceError.TimedOut("GET compare: no answer"));
        }
        if (gone.contains(head) || !parents.containsKey(head)) {
            return Comparison.without(Status.HEAD_GONE);
        } else if (gone.contains(base) || !parents.containsKey(base)) {
            return Comparison.without(Status.BASE_GONE);
        }
        Set<String> old = reachable(base);
        Set<String> ahead = reachable(head);
        Optional<String> mergeBase = mergeBase(old, ahead);
        if (mergeBase.isEmpty()) {
            return Comparison.without(Status.UNRELATED);
        }
        int behind = old.size() - (int) old.stream().filter(ahead::contains).count();
        ahead.removeAll(old);
        List<ReadCommit> sent = ahead.size() > limit
                ? List.of()
                : ahead.stream().sorted().map(this::read).toList();
        return new Comparison(status(ahead.size(), behind), ahead.size(), mergeBase, sent);
    }

    private static Status status(int ahead, int behind) {
        if (ahead == 0) {
            return behind == 0 ? Status.IDENTICAL : Status.BEHIND;
        }
        return behind == 0 ? Status.AHEAD : Status.DIVERGED;
    }

    /** The newest of the common ancestors is a best one. */
    private Optional<String> mergeBase(Set<String> some, Set<String> others) {
        List<String> common = parents.keySet().stream()
                .filter(some::contains)
                .filter(others::contains)
                .toList();
        return common.isEmpty() ? Optional.empty() : Optional.of(common.get(common.size() - 1));
    }

    private ReadCommit read(String oid) {
        return new ReadCommit(oid, "C_" + oid, parents.getOrDefault(oid, List.of()), Instant.EPOCH, oid, List.of());
    }
}
