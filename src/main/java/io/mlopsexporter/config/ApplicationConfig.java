package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * An application of a team.
 *
 * @param repository full name: {@code acme/fraud-api}; empty text for a model
 * @param paths in a monorepo: globs of which a change must touch one; none: every change counts
 * @param model name of the registered model that it is, in place of a repository
 */
public record ApplicationConfig(
        String name,
        String repository,
        Kind kind,
        DeploymentsConfig deployments,
        List<String> paths,
        IncidentsConfig incidents,
        Optional<String> model) {
    public ApplicationConfig {
        paths = List.copyOf(paths);
    }

    /** What an application is. */
    public enum Kind {
        SOFTWARE,
        MODEL
    }
}
