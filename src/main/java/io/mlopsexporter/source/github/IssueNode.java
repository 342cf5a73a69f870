package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Unnamed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An issue, as far as it may be an incident. Nothing of persons is read, nor kept of its title.
 *
 * @param number its number in the repository; 0: it has none
 * @param state {@code OPEN} or {@code CLOSED}
 * @param reason {@code COMPLETED}, {@code NOT_PLANNED}, {@code DUPLICATE}, {@code REOPENED}; empty: not told
 * @param links what its description names that may be a deployment
 */
record IssueNode(
        String id,
        long number,
        String title,
        Optional<Instant> createdAt,
        Optional<Instant> closedAt,
        Optional<Instant> updatedAt,
        String state,
        String reason,
        List<String> labels,
        List<String> links,
        String url) {
    IssueNode {
        labels = List.copyOf(labels);
        links = List.copyOf(links);
    }

    static IssueNode of(JsonNode json) {
        List<String> labels = new ArrayList<>();
        json.path("labels").path("nodes").forEach(label -> labels.add(Wire.text(label, "name")));
        return new IssueNode(
                Wire.text(json, "id"),
                json.path("number").asLong(0),
                Unnamed.text(Wire.text(json, "title"), List.of()),
                instant(json, "createdAt"),
                instant(json, "closedAt"),
                instant(json, "updatedAt"),
                Wire.text(json, "state"),
                Wire.text(json, "stateReason"),
                labels,
                IssueLinks.in(Wire.text(json, "body")),
                Wire.text(json, "url"));
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        try {
            return Wire.optionalInstant(json, field);
        } catch (SourceException e) {
            return Optional.empty(); // what that means is decided where it is needed
        }
    }

    boolean isLabelled(String label) {
        return labels.stream().anyMatch(label::equalsIgnoreCase);
    }

    /** Changes with whatever the sweep shows of an issue. */
    static String fingerprint(String state, Optional<Instant> updatedAt) {
        return state + " " + updatedAt.map(Instant::toString).orElse("");
    }

    String fingerprint() {
        return fingerprint(state, updatedAt);
    }
}
