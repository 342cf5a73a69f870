package io.mlopsexporter.source.github;

import io.mlopsexporter.source.github.Chain.Link;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Tells from the graph alone whether the changes of each deployment of a chain can be told from it. */
final class ChainCheck {
    private final CommitGraph graph;
    private final Predicate<String> isTooLong;

    ChainCheck(CommitGraph graph, Predicate<String> isTooLong) {
        this.graph = graph;
        this.isTooLong = isTooLong;
    }

    /** The first deployment after one whose commits are not known, so that nobody knows which of them it delivers. */
    Optional<Link> firstAfterUnknown(Chain chain) {
        boolean afterUnknown = false;
        for (Link link : chain.links()) {
            boolean tooLong = isTooLong.test(link.commit());
            if (graph.places(link.commit())) {
                if (afterUnknown && !tooLong) {
                    return Optional.of(link);
                }
                afterUnknown = false;
            } else {
                afterUnknown |= tooLong;
            }
        }
        return Optional.empty();
    }

    /**
     * The first deployment that may deliver commits which were not read: it reaches some that none of the deployments
     * before is known to reach. The first of all, with which a chain begins, must hold a root, so that those after it can
     * be trusted whatever they take in.
     */
    Optional<Link> firstInexact(Chain chain) {
        Set<String> seen = new HashSet<>();
        boolean first = true;
        for (Link link : chain.links()) {
            if (!graph.places(link.commit())) {
                continue;
            }
            Set<String> rootsBefore = new HashSet<>(graph.roots());
            rootsBefore.retainAll(seen);
            Set<String> unread = graph.walk(link.commit(), seen);
            boolean exact = first ? graph.holds(link.commit()) : unread.isEmpty() || covers(rootsBefore, link);
            if (!exact && !isTooLong.test(link.commit())) {
                return Optional.of(link);
            }
            first = false;
        }
        return Optional.empty();
    }

    /** All that was not read is reachable from a root; of unrelated histories, from one of its own. */
    private boolean covers(Set<String> rootsBefore, Link link) {
        Set<String> own = graph.rootsOf(link.commit());
        return rootsBefore.containsAll(own.isEmpty() ? graph.roots() : own);
    }
}
