package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A repository as the sweep tells it.
 *
 * @param node its GraphQL id
 * @param number its database id, which survives renaming
 * @param name present full name
 * @param deploymentCount how many deployments it has, to whatever environment
 * @param deployments the ten newest
 */
record RepositoryNode(
        String node,
        long number,
        String name,
        boolean archived,
        boolean fork,
        Instant createdAt,
        Optional<Instant> pushedAt,
        String url,
        String defaultBranch,
        long deploymentCount,
        List<DeploymentNode> deployments) {

    RepositoryNode {
        deployments = List.copyOf(deployments);
    }

    /** Whether all of it came; of a partial answer parts may be null. */
    static boolean isWhole(JsonNode json) {
        return json.isObject()
                && json.hasNonNull("databaseId")
                && json.path("deployments").isObject();
    }

    static RepositoryNode of(JsonNode json) {
        return new RepositoryNode(
                Wire.required(json, "id"),
                Wire.number(json, "databaseId"),
                Wire.required(json, "nameWithOwner"),
                json.path("isArchived").asBoolean(),
                json.path("isFork").asBoolean(),
                Wire.instant(json, "createdAt"),
                Wire.optionalInstant(json, "pushedAt"),
                Wire.text(json, "url"),
                json.path("defaultBranchRef").path("name").asText(""),
                json.path("deployments").path("totalCount").asLong(),
                DeploymentNode.listOf(json.path("deployments").path("nodes")));
    }

    RepositoryNode withoutDeployments() {
        return new RepositoryNode(
                node,
                number,
                name,
                archived,
                fork,
                createdAt,
                pushedAt,
                url,
                defaultBranch,
                deploymentCount,
                List.of());
    }

    /** When something happened to it last, as far as the sweep tells: a push, or a deployment asked for. */
    Instant lastActivity() {
        return Stream.concat(pushedAt.stream(), deployments.stream().map(DeploymentNode::requestedAt))
                .max(Comparator.naturalOrder())
                .orElse(createdAt);
    }

    Repository event(String id) {
        return new Repository(id, name, defaultBranch, createdAt, url, false);
    }

    String owner() {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    String shortName() {
        return name.substring(name.indexOf('/') + 1);
    }
}
