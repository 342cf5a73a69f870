package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A poll that reads some repositories only.
 *
 * @param before what is known of all; completed by the poll
 * @param nodes GraphQL ids of those that are read
 * @param told until when nothing has happened to any other, by the delivery log; empty: that is not known
 */
record Look(SweepAnswer before, Set<String> nodes, Optional<Instant> told) {
    Look {
        nodes = Set.copyOf(nodes);
    }

    /** Whether issues are looked at: always, but where nothing is said to have happened to any of these repositories. */
    boolean concerns(Set<String> withIssues) {
        return told.isEmpty() || withIssues.stream().anyMatch(nodes::contains);
    }
}
