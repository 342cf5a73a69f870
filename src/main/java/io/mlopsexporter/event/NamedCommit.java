package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit that somebody else names, as a model's training run does, looked up alone: nothing is said of its place in the graph.
 *
 * @param repository id of the {@link Repository}
 * @param authoredAt the author date; empty: the repository does not have it
 */
public record NamedCommit(String repository, String oid, Optional<Instant> authoredAt) implements Event {

    @Override
    public String id() {
        return repository + "/" + oid;
    }
}
