package io.mlopsexporter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A commit between deployments. The message itself is not kept, only what figures need of it.
 *
 * @param repository id of the {@link Repository}
 * @param oid its 40 hex digits
 * @param authoredAt the author date: client-supplied, so it may lie in the future
 * @param headline first line of the message
 * @param reverts commits (7 to 40 hex digits) that the message says it reverts: {@code This reverts commit <sha>}
 * @param pullRequests numbers of the merged pull requests that contain it or were merged as it
 * @param paths the files it touches; empty where no application of its repository asks for paths
 */
public record Commit(
        String repository,
        String oid,
        List<String> parents,
        Instant authoredAt,
        String headline,
        List<String> reverts,
        List<Integer> pullRequests,
        Optional<List<String>> paths)
        implements Event {
    public Commit {
        parents = List.copyOf(parents);
        reverts = List.copyOf(reverts);
        pullRequests = List.copyOf(pullRequests);
        paths = paths.map(List::copyOf);
    }

    @Override
    public String id() {
        return repository + "/" + oid;
    }
}
