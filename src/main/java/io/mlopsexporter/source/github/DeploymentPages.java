package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads a repository's deployments page by page, newest first, with their statuses. */
final class DeploymentPages {
    private final Listing listing;

    DeploymentPages(GitHubApi api) {
        this.listing = new Listing(api);
    }

    void read(DeploymentWork work) {
        listing.read("Deployments", "deployments", work.reading().repository(), page -> look(work, page));
    }

    /** @return whether older ones are wanted */
    private static boolean look(DeploymentWork work, JsonNode page) {
        boolean older = true;
        for (JsonNode json : page.path("nodes")) {
            if (json.isObject()) {
                DeploymentNode node = DeploymentNode.of(json);
                older = !node.requestedAt().isBefore(work.until());
                JsonNode statuses = json.path("statuses");
                if (statuses.isObject()
                        && !statuses.path("pageInfo").path("hasNextPage").asBoolean()) {
                    work.look(node, StatusNode.listOf(statuses.path("nodes")));
                } else {
                    work.look(List.of(node));
                }
            }
        }
        return older;
    }
}
