package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields of answers. Any of them may be absent: an empty list always is, and so is what was never set. */
final class Wire {
    private Wire() {}

    static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    static Optional<String> some(JsonNode json, String field) {
        return Optional.of(text(json, field)).filter(text -> !text.isBlank());
    }

    /** Milliseconds of the epoch, as a number or (GraphQL) as text; 0 stands for a time that nobody gave. */
    static Optional<Instant> instant(JsonNode json, String field) {
        long millis = json.path(field).asLong(0);
        try {
            return millis <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code [{"key": "team", "value": "fraud"}]} */
    static Map<String, String> tags(JsonNode json) {
        Map<String, String> tags = new HashMap<>();
        json.path("tags").forEach(tag -> tags.put(text(tag, "key"), text(tag, "value")));
        return Map.copyOf(tags);
    }

    /**
     * The items of a list in an answer.
     *
     * @throws SourceException if the answer is not one of MLflow's: a proxy's page in JSON would pass for an empty list
     */
    static <T> List<T> list(JsonNode body, String field, String call, Function<JsonNode, Optional<T>> item) {
        JsonNode array = body.path(field);
        boolean empty = array.isMissingNode() && body.isObject() && (body.isEmpty() || body.has("next_page_token"));
        if (!array.isArray() && !empty) {
            throw new SourceException(new SourceError.BadPayload(call + ": the answer has no list \"" + field
                    + "\"; check that tracking_uri is the root of an MLflow server"));
        }
        List<T> items = new ArrayList<>();
        array.forEach(json -> item.apply(json).ifPresent(items::add));
        return items;
    }
}
