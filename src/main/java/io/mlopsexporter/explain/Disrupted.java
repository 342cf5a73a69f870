package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An incident.
 *
 * @param service whose incident it is, as its source names it
 * @param resolvedAt empty while it is open
 * @param restoration seconds from start to resolution; empty while it is open, and where its source has it end before it starts
 * @param blamed the deployment that it is linked to, if there is one
 * @param confidence of that link: {@code explicit} or {@code temporal}
 */
public record Disrupted(
        String id,
        String label,
        String title,
        Optional<String> url,
        String service,
        Instant startedAt,
        Optional<Instant> resolvedAt,
        boolean startedInWindow,
        boolean resolvedInWindow,
        OptionalDouble restoration,
        Optional<Ref> blamed,
        Optional<String> confidence) {}
