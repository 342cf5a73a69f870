package io.mlopsexporter.source.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the tags in a cell: an object, or, from BigQuery, a list of {@code {"key": …, "value": …}}. */
final class Tags {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int REMEMBERED = 4096;

    /** The same tags stand in many rows. */
    private final Map<String, Optional<Map<String, String>>> known = new HashMap<>();

    /** By key, as it is written; empty if the cell cannot be read. */
    Optional<Map<String, String>> read(String cell) {
        Optional<Map<String, String>> read = known.get(cell);
        if (read == null) {
            read = parse(cell);
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(cell, read);
        }
        return read;
    }

    /** The value under a key: exactly so, else but for case and spaces around it. */
    static Optional<String> value(Map<String, String> tags, String key) {
        String exact = tags.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        String wanted = plain(key);
        return tags.entrySet().stream()
                .filter(tag -> plain(tag.getKey()).equals(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Map<String, String>> parse(String cell) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (cell.isEmpty()) {
            return Optional.of(tags);
        }
        try {
            // Azure's own exports leave the braces out
            JsonNode tree = JSON.readTree(cell.startsWith("\"") ? "{" + cell + "}" : cell);
            if (tree.isObject()) {
                tree.properties().forEach(tag -> add(tags, tag.getKey(), tag.getValue()));
            } else if (tree.isArray()) {
                tree.forEach(tag -> add(tags, tag.path("key").asText(), tag.path("value")));
            } else {
                return Optional.empty();
            }
            return Optional.of(tags);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static void add(Map<String, String> tags, String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            tags.putIfAbsent(key, value.asText().strip());
        }
    }
}
