package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A status of a deployment.
 *
 * @param state as GraphQL writes it: {@code SUCCESS}, {@code INACTIVE}, …, perhaps one that is younger than this code
 */
record StatusNode(String state, Instant createdAt, String logUrl) {
    private static final Set<String> STATES =
            Set.of("ERROR", "FAILURE", "INACTIVE", "IN_PROGRESS", "PENDING", "QUEUED", "SUCCESS", "WAITING");

    static List<StatusNode> listOf(JsonNode nodes) {
        List<StatusNode> list = new ArrayList<>();
        nodes.forEach(json -> {
            if (json.isObject()) {
                list.add(new StatusNode(
                        Wire.text(json, "state"), Wire.instant(json, "createdAt"), Wire.text(json, "logUrl")));
            }
        });
        return list;
    }

    boolean isSuccess() {
        return state.equals("SUCCESS");
    }

    boolean isKnown() {
        return STATES.contains(state);
    }
}
