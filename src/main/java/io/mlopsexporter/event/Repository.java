package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A repository, known by an id that survives renaming.
 *
 * @param id {@code <source>/<number>}, as {@code github/640000000}
 * @param name its present full name, {@code acme/feast}
 * @param url where people find it
 * @param team who owns it, if that is known and it holds no application; of others their applications tell
 * @param gone true once the source no longer knows it: its events stay, nothing new is expected
 */
public record Repository(
        String id,
        String name,
        String defaultBranch,
        Instant createdAt,
        String url,
        boolean gone,
        Optional<String> team)
        implements Event {

    /** Of a repository that is not known to be anybody's. */
    public Repository(String id, String name, String defaultBranch, Instant createdAt, String url, boolean gone) {
        this(id, name, defaultBranch, createdAt, url, gone, Optional.empty());
    }

    public Repository ownedBy(Optional<String> other) {
        return new Repository(id, name, defaultBranch, createdAt, url, gone, other);
    }

    /** Where people find a commit. */
    public String commitUrl(String oid) {
        return url + "/commit/" + oid;
    }
}
