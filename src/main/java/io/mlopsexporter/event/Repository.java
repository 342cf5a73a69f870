package io.mlopsexporter.event;

import java.time.Instant;

/**
 * A repository, known by an id that survives renaming.
 *
 * @param id {@code <source>/<number>}, as {@code github/640000000}
 * @param name its present full name, {@code acme/feast}
 * @param url where people find it
 * @param gone true once the source no longer knows it: its events stay, nothing new is expected
 */
public record Repository(String id, String name, String defaultBranch, Instant createdAt, String url, boolean gone)
        implements Event {

    /** Where people find a commit. */
    public String commitUrl(String oid) {
        return url + "/commit/" + oid;
    }
}
