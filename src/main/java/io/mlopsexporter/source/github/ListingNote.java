package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.List;

/**
 * How far the releases or tags of a repository are known.
 *
 * @param from everything published after this instant is known
 * @param total how many GitHub counted
 * @param watched GraphQL ids of drafts and prereleases, which may become releases
 */
record ListingNote(Instant from, long total, List<String> watched) {
    ListingNote {
        watched = List.copyOf(watched);
    }
}
