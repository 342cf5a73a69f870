package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the releases or tags of a repository are known.
 *
 * @param from everything published after this instant is known
 * @param total how many GitHub counted
 * @param people fingerprint of the people who are known by hashes; another one, and all is read again
 * @param watched GraphQL ids of drafts and prereleases, which may become releases
 */
record ListingNote(Instant from, long total, Optional<String> people, List<String> watched) {
    ListingNote {
        watched = List.copyOf(watched);
    }

    /** What is known under a name, as far as it reaches back through the history and stands for the same people. */
    static Optional<ListingNote> known(Poll poll, String name) {
        return poll.note(name, ListingNote.class)
                .filter(known -> !known.from().isAfter(poll.historyStart())
                        && known.people().equals(Optional.of(poll.people())));
    }

    /** @param before what was known until now */
    static ListingNote next(Poll poll, Optional<ListingNote> before, long total, List<String> watched) {
        Instant from = before.map(ListingNote::from).orElse(poll.historyStart());
        return new ListingNote(from, total, Optional.of(poll.people()), watched);
    }
}
