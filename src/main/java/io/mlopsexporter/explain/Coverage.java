package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an application in an environment.
 *
 * @param signal where its deployments are read from
 * @param chosen how this came about
 * @param knownFrom from when on all deployments are known; empty: from its beginning
 * @param complete whether every deployment and change of the window is known
 * @param lastDeployment the latest known, in the window or before it
 */
public record Coverage(
        String team,
        String application,
        String kind,
        String environment,
        String repository,
        Optional<String> url,
        String signal,
        String chosen,
        Optional<Instant> knownFrom,
        boolean complete,
        Optional<Ref> lastDeployment) {}
