package io.mlopsexporter.source.pagerduty;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the resolved incidents are known: all that were resolved from {@code oldest} to {@code newest}.
 *
 * @param offset where in the list of the newest resolutions the reading back has come to
 * @param createdFrom set once that list has given all it may: of the incidents resolved before {@code oldest}, those created since
 *     this instant are known
 */
record TailNote(Instant newest, Instant oldest, int offset, Optional<Instant> createdFrom) {
    static final String NAME = "resolved";

    /** In place of a note: nothing is known. */
    static final String READ_ANEW = "";

    /** Nothing is known before this instant. */
    static TailNote beginning(Instant asOf) {
        return new TailNote(asOf, asOf, 0, Optional.empty());
    }

    /** Nothing where the text is not one of ours: then all is read anew. */
    static Optional<TailNote> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TailNote(
                    Instant.parse(parts[0]),
                    Instant.parse(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[3]))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    String text() {
        return newest + " " + oldest + " " + offset + " "
                + createdFrom.map(Instant::toString).orElse("");
    }

    TailNote until(Instant asOf) {
        return new TailNote(asOf, oldest, offset, createdFrom);
    }

    /** The list was read down to this resolution. */
    TailNote backTo(Instant resolvedAt, int nextOffset) {
        return new TailNote(newest, resolvedAt, nextOffset, createdFrom);
    }

    TailNote createdFrom(Instant instant) {
        return new TailNote(newest, oldest, offset, Optional.of(instant));
    }

    /** Everything that was resolved since this instant is known. */
    TailNote whole(Instant floor) {
        return new TailNote(newest, floor, 0, Optional.empty());
    }
}
