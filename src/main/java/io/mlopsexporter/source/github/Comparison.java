package io.mlopsexporter.source.github;

import java.util.List;
import java.util.Optional;

/**
 * How two commits relate, as GitHub sees it: R(head) \ R(base), where R are the commits reachable.
 *
 * @param total how many commits that difference has
 * @param mergeBase a best common ancestor; empty where there is none, or one of the two is gone
 * @param commits the difference; empty if there are more than were asked for
 */
record Comparison(Status status, int total, Optional<String> mergeBase, List<ReadCommit> commits) {
    enum Status {
        /** Base is an ancestor of head. */
        AHEAD,
        /** Head is an ancestor of base. */
        BEHIND,
        IDENTICAL,
        DIVERGED,
        /** Both exist, without a common ancestor. */
        UNRELATED,
        /** Base no longer exists: force push and clean-up. */
        BASE_GONE,
        /** Head no longer exists. */
        HEAD_GONE
    }

    Comparison {
        commits = List.copyOf(commits);
    }

    static Comparison without(Status status) {
        return new Comparison(status, 0, Optional.empty(), List.of());
    }

    boolean complete() {
        return commits.size() == total;
    }
}
