package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads fields of answers. Any of them may be null or absent. */
final class Wire {
    private Wire() {}

    /** Empty where it is null, absent, or no text. */
    static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    /**
     * @param asked what was answered, for people
     * @throws SourceException if there is no such list: an answer without one is not an empty list
     */
    static JsonNode list(JsonNode body, String field, String asked) {
        JsonNode list = body.path(field);
        if (!list.isArray()) {
            throw new SourceException(
                    new SourceError.Unavailable("GET " + asked + ": the answer has no list \"" + field + "\""));
        }
        return list;
    }

    /** Nothing where it is null, absent, or has no zone: a time without one is hours off, and analytics do give such. */
    static Optional<Instant> instant(JsonNode json, String field) {
        try {
            return Optional.of(OffsetDateTime.parse(text(json, field)).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The first that is not empty. */
    static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** When a resolved incident was resolved. */
    static Optional<Instant> resolvedAt(JsonNode incident) {
        // Older records lack resolved_at. The other one is moved by acknowledgements and notes, but not after
        // resolution.
        return text(incident, "status").equals("resolved")
                ? instant(incident, "resolved_at").or(() -> instant(incident, "last_status_change_at"))
                : Optional.empty();
    }
}
