package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The little that the sweep asks of an issue, to see whether there is news. */
record SweptIssue(String id, long number, String state, Instant updatedAt) {
    static List<SweptIssue> listOf(JsonNode nodes) {
        return nodes.valueStream()
                .filter(JsonNode::isObject)
                .map(json -> new SweptIssue(
                        Wire.required(json, "id"),
                        json.path("number").asLong(),
                        Wire.text(json, "state"),
                        Wire.instant(json, "updatedAt")))
                .toList();
    }

    String fingerprint() {
        return IssueNode.fingerprint(state, Optional.of(updatedAt));
    }
}
