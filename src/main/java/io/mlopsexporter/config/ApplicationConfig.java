package io.mlopsexporter.config;

import java.util.List;

/**
 * An application of a team.
 *
 * @param repository full name: {@code acme/fraud-api}
 * @param paths in a monorepo: globs of which a change must touch one; none: every change counts
 */
public record ApplicationConfig(
        String name,
        String repository,
        Kind kind,
        DeploymentsConfig deployments,
        List<String> paths,
        IncidentsConfig incidents) {
    public ApplicationConfig {
        paths = List.copyOf(paths);
    }

    /** What an application is. */
    public enum Kind {
        SOFTWARE,
        MODEL
    }
}
