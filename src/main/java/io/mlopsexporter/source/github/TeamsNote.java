package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The teams of an organisation when we last looked.
 *
 * @param owners slugs by the repository's GraphQL id, see {@link TeamRanking}
 * @param problem why they could not be read
 */
record TeamsNote(Instant lookedAt, SortedMap<String, List<String>> owners, Optional<String> problem) {
    TeamsNote {
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
    }

    static String name(String organization) {
        return "teams/" + organization;
    }
}
