package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment as GraphQL tells it.
 *
 * @param node its GraphQL id
 * @param number its database id, beyond 32 bits
 * @param environment the latest name: a status may have re-homed it
 * @param creator login of the person who made it; empty: none did
 * @param latest names the latest status; two different values say that something happened. Empty: no status yet
 */
record DeploymentNode(
        String node,
        long number,
        String commit,
        String environment,
        String originalEnvironment,
        String ref,
        Instant requestedAt,
        String creator,
        String latest) {

    static DeploymentNode of(JsonNode json) {
        String environment = Wire.text(json, "environment");
        String original = Wire.firstOf(Wire.text(json, "originalEnvironment"), environment);
        JsonNode latest = json.path("latestStatus");
        return new DeploymentNode(
                Wire.required(json, "id"),
                Wire.number(json, "databaseId"),
                Wire.required(json, "commitOid"),
                Wire.firstOf(Wire.text(json, "latestEnvironment"), Wire.firstOf(environment, original)),
                original,
                json.path("ref").path("name").asText(""),
                Wire.instant(json, "createdAt"),
                Deployers.login(json.path("creator")),
                latest.isObject() ? Wire.text(latest, "id") + " " + Wire.text(latest, "state") : "");
    }

    /** Deployments that came as null are left out: they are asked for again when they show up. */
    static List<DeploymentNode> listOf(JsonNode nodes) {
        List<DeploymentNode> list = new ArrayList<>();
        nodes.forEach(json -> {
            if (json.isObject()) {
                list.add(of(json));
            }
        });
        return list;
    }
}
