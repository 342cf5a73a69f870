package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Names a deployment.
 *
 * @param label as people know it: its number, or its tag
 * @param url where people find it
 */
public record Ref(
        String id,
        String label,
        Optional<String> url,
        String team,
        String application,
        String environment,
        Instant finishedAt) {}
