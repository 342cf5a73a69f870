package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A model in a registry. It is an {@link Application} once there is a sign of it in production, or if it is configured.
 *
 * @param id {@code <source>/<its name, encoded>}: the versions and deployments of a model belong to it as those of software
 *     belong to a {@link Repository}
 * @param name as people know it
 * @param team its own word on whose it is (MLflow: the tag {@code team})
 * @param url where people find it
 */
public record RegisteredModel(String id, String name, Instant createdAt, Optional<String> team, Optional<String> url)
        implements Event {}
