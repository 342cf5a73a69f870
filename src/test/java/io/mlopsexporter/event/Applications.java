package io.mlopsexporter.event;

import java.util.List;
import java.util.Optional;

/** Applications as a configuration with nothing but a name, a team and a repository makes them. */
public final class Applications {
    private Applications() {}

    public static Application of(String id, String name, String team, String repository) {
        return of(id, name, team, repository, List.of());
    }

    /** @param paths where the application's part of its repository is */
    public static Application of(String id, String name, String team, String repository, List<String> paths) {
        return new Application(
                id,
                name,
                team,
                Kind.SOFTWARE,
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                paths,
                List.of(),
                "configured");
    }
}
