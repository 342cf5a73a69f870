package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads fields of answers; what should be there and is not makes a {@code BadPayload} that names the field. */
final class Wire {
    private Wire() {}

    static Instant instant(JsonNode json, String field) {
        return optionalInstant(json, field).orElseThrow(() -> missing(json, field, "a time"));
    }

    static Optional<Instant> optionalInstant(JsonNode json, String field) {
        String text = text(json, field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // Commit dates bear the zone of whoever made them, all others end in Z.
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw missing(json, field, "a time");
        }
    }

    /** Ids are beyond 32 bits, though the schema calls them Int. */
    static long number(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw missing(json, field, "a number");
        }
        return value.asLong();
    }

    static String required(JsonNode json, String field) {
        String text = text(json, field);
        if (text.isEmpty()) {
            throw missing(json, field, "a text");
        }
        return text;
    }

    /** Empty where it is null or absent. */
    static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static SourceException missing(JsonNode json, String field, String expected) {
        String value =
                json.path(field).isMissingNode() ? "absent" : json.path(field).toString();
        String subject = Wire.firstOf(text(json, "id"), json.path("id").toString());
        return new SourceException(new SourceError.BadPayload(
                "field " + field + " of " + subject + " is " + value + ", expected " + expected));
    }
}
