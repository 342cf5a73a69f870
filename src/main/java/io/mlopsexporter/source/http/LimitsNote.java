package io.mlopsexporter.source.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the limits of an API, to be told to another process.
 *
 * @param pauseMillis how long the API has asked not to be asked at all; 0: it has not
 * @param untoldInARow how often it has refused without saying for how long
 * @param resources which limit a request falls under, by the first part of its path
 * @param budgets what is left, by limit
 */
record LimitsNote(long pauseMillis, int untoldInARow, Map<String, String> resources, Map<String, Budget> budgets) {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** Nothing is granted for longer periods than a day, nor are pauses. */
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    LimitsNote {
        if (pauseMillis < 0 || pauseMillis > LONGEST_MILLIS || untoldInARow < 0) {
            throw new IllegalArgumentException("a pause of " + pauseMillis + " ms");
        }
        resources = resources == null ? Map.of() : new TreeMap<>(resources);
        budgets = budgets == null ? Map.of() : new TreeMap<>(budgets);
        if (resources.containsValue(null) || budgets.containsValue(null)) {
            throw new IllegalArgumentException("nothing where a limit is expected");
        }
    }

    /** @param resetMillis until it is whole again */
    record Budget(long limit, long remaining, long resetMillis) {}

    static long millisUntil(Instant then, Instant now) {
        return then.isAfter(now) ? Math.min(Duration.between(now, then).toMillis(), LONGEST_MILLIS) : 0;
    }

    boolean saysNothing() {
        return pauseMillis == 0 && untoldInARow == 0 && budgets.isEmpty();
    }

    String text() {
        try {
            return saysNothing() ? "" : MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("limits that are no JSON", e);
        }
    }

    /** Empty if it is no such text: one of a newer agent, say. */
    static Optional<LimitsNote> of(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.ofNullable(MAPPER.readValue(text, LimitsNote.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
