package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * An attempt to deploy that is in no figure.
 *
 * @param label as people know it: its number, or its tag
 * @param environment as its source names it
 * @param at when it succeeded first; when it was asked for, if it never did
 * @param reason a key
 * @param why the same for people
 * @param same the deployment that it repeats, if that is the reason
 */
public record Uncounted(
        String id,
        String label,
        Optional<String> url,
        String application,
        String environment,
        String commit,
        Instant at,
        String reason,
        String why,
        Optional<Ref> same) {}
