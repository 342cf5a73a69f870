package io.mlopsexporter.source.github;

import java.util.Optional;
import java.util.Set;

/**
 * A GitHub team.
 *
 * @param parent slug of the team that it is part of
 * @param repositories GraphQL ids of those it can write to
 */
record TeamNode(String slug, Optional<String> parent, Set<String> repositories) {
    TeamNode {
        repositories = Set.copyOf(repositories);
    }
}
