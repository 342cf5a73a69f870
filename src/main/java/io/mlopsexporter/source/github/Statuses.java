package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for the statuses of deployments: 1 point for 100. */
final class Statuses {
    private static final int IDS = 100;

    private final GitHubApi api;

    Statuses(GitHubApi api) {
        this.api = api;
    }

    /**
     * @param deployments GraphQL ids
     * @return all statuses of each; a deployment that is gone or closed to us has no entry
     */
    Map<String, List<StatusNode>> of(Collection<String> deployments) {
        Map<String, List<StatusNode>> statuses = new HashMap<>();
        List<String> ids = List.copyOf(deployments);
        for (int from = 0; from < ids.size(); from += IDS) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS));
            for (JsonNode json :
                    api.query("Statuses", Map.of("deployments", some)).at("nodes")) {
                if (json.path("statuses").isObject()) {
                    statuses.put(Wire.required(json, "id"), all(json));
                }
            }
        }
        return statuses;
    }

    private List<StatusNode> all(JsonNode deployment) {
        String id = Wire.required(deployment, "id");
        JsonNode page = deployment.path("statuses");
        List<StatusNode> statuses = new ArrayList<>(StatusNode.listOf(page.path("nodes")));
        String last = "";
        while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
            String after = Wire.text(page.path("pageInfo"), "endCursor");
            if (after.isEmpty() || after.equals(last)) {
                throw new SourceException(
                        new SourceError.BadPayload("POST /graphql Statuses: the list of " + id + " does not go on"));
            }
            page = api.query("Statuses", Map.of("deployments", List.of(id), "after", after))
                    .at("nodes")
                    .path(0)
                    .path("statuses");
            statuses.addAll(StatusNode.listOf(page.path("nodes")));
            last = after;
        }
        return statuses;
    }
}
