package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Set;

/**
 * Up to when those repositories of a source are known completely that were read since all of them were. Of the others, and so of
 * the source as a whole, nothing is known after its own as-of.
 *
 * @param id {@code <source>/read-since}
 * @param asOf of each of these; earlier than the source's own, it says nothing
 * @param repositories ids of {@link Repository}
 */
public record ReadSince(String id, Instant asOf, Set<String> repositories) implements PlatformFact {
    public ReadSince {
        repositories = Set.copyOf(repositories);
    }

    public static String id(String source) {
        return source + "/read-since";
    }
}
