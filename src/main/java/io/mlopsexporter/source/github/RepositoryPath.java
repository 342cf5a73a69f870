package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Repository;
import java.util.HashMap;
import java.util.Map;

/** How the two APIs address a repository. */
final class RepositoryPath {
    private RepositoryPath() {}

    /** In REST: by its number, which survives renaming. */
    static String of(Repository repository) {
        return "/repositories/" + number(repository);
    }

    static long number(Repository repository) {
        return Long.parseLong(repository.id().substring(repository.id().lastIndexOf('/') + 1));
    }

    /** In GraphQL: by its full name, former ones included. */
    static Map<String, Object> ownerAndName(Repository repository, Map<String, ?> more) {
        int slash = repository.name().indexOf('/');
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("owner", repository.name().substring(0, slash));
        variables.put("name", repository.name().substring(slash + 1));
        return variables;
    }
}
