package io.mlopsexporter.source.pagerduty;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of something that is of use and not needed, and so is asked for now and then only.
 *
 * @param asked when it was last asked for
 * @param any whether there is any
 * @param refusal why it can't be read or used, for people; empty: it can
 */
record OptionalNote(Instant asked, boolean any, String refusal) {
    /** How soon people who have granted what was missing see it at work. */
    static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    /** Nothing where the text is not one of ours: then it is asked for anew. */
    static Optional<OptionalNote> parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OptionalNote(Instant.parse(parts[0]), Boolean.parseBoolean(parts[1]), parts[2]));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    String text() {
        return asked + " " + any + " " + refusal;
    }

    /** @param interval for one that was answered */
    boolean isDue(Instant now, Duration interval) {
        return !now.isBefore(asked.plus(refusal.isEmpty() ? interval : AFTER_REFUSAL));
    }
}
