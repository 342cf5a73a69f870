package io.mlopsexporter.source.pagerduty;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an account's change events.
 *
 * @param asked when it was last asked whether there are any
 * @param any whether there are
 * @param refusal why they can't be read; empty: they can
 */
record ChangesNote(Instant asked, boolean any, String refusal) {
    static final String NAME = "change_events";

    static Optional<ChangesNote> parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChangesNote(Instant.parse(parts[0]), Boolean.parseBoolean(parts[1]), parts[2]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String text() {
        return asked + " " + any + " " + refusal;
    }
}
