package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * What tells of a failure: an incident, or a deployment that rolled back, reverted or fixed something.
 *
 * @param signal {@code incident}, {@code rollback}, {@code revert} or {@code hotfix}
 * @param confidence of the link of an incident: {@code explicit} or {@code temporal}
 * @param label of the incident or deployment
 * @param at when the incident started, or the deployment was live
 * @param until when the incident was resolved
 */
public record Evidence(
        String signal,
        Optional<String> confidence,
        String id,
        String label,
        Optional<String> url,
        Instant at,
        Optional<Instant> until) {}
