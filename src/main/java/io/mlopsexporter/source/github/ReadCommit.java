package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.List;

/**
 * A commit as a comparison brings it.
 *
 * @param nodeId its id in GraphQL
 * @param reverts commits that its message says it reverts
 */
record ReadCommit(
        String oid, String nodeId, List<String> parents, Instant authoredAt, String headline, List<String> reverts) {
    ReadCommit {
        parents = List.copyOf(parents);
        reverts = List.copyOf(reverts);
    }
}
