package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the repositories that the configuration names, and keeps finding them after they were renamed: the first time by name, then
 * by id, as long as no other repository bears the name.
 */
final class ConfiguredRepositories {
    private final GitHubApi api;
    private final Poll poll;
    private final Map<String, String> nodes = new LinkedHashMap<>();

    ConfiguredRepositories(GitHubApi api, Poll poll) {
        this.api = api;
        this.poll = poll;
        for (String name : names(poll.settings())) {
            nodes.put(name, poll.journal().cursor(cursor(name)).orElse(""));
        }
    }

    private static Set<String> names(GitHubSettings settings) {
        Set<String> names = new LinkedHashSet<>();
        settings.teams()
                .forEach(team -> team.applications().forEach(application -> names.add(key(application.repository()))));
        settings.issues().forEach(selection -> names.add(key(selection.repository())));
        settings.support().ifPresent(queue -> names.add(key(queue.issues().repository())));
        return names;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String cursor(String name) {
        return "name/" + name;
    }

    /** GraphQL ids that were found in earlier polls. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(nodes.values());
        ids.remove("");
        return ids;
    }

    /** The GraphQL id that earlier polls found for a name; empty: none did. */
    Optional<String> id(String name) {
        return Optional.of(nodes.getOrDefault(key(name), "")).filter(node -> !node.isEmpty());
    }

    /** Looks up those that neither the sweep shows nor an earlier poll knew. */
    void resolve(Collection<RepositoryNode> shown) {
        shown.forEach(repository -> {
            String name = key(repository.name());
            if (nodes.containsKey(name)) {
                found(name, repository.node());
            }
        });
        for (String name : List.copyOf(nodes.keySet())) {
            if (nodes.getOrDefault(name, "").isEmpty()) {
                ask(name).ifPresent(node -> found(name, node));
            }
        }
    }

    private void found(String name, String node) {
        if (!node.equals(nodes.put(name, node))) {
            poll.journal().write(Batch.EMPTY, Map.of(cursor(name), node));
        }
    }

    private Optional<String> ask(String name) {
        String[] parts = name.split("/", 2);
        if (parts.length < 2) {
            poll.problem("repository " + name, "is no full name, expected owner/name");
            return Optional.empty();
        }
        GraphQlAnswer answer = api.query("Repository", Map.of("owner", parts[0], "name", parts[1]));
        String node = answer.at("repository", "id").asText("");
        if (node.isEmpty()) {
            SourceError error = refusal(name, answer);
            poll.problem("repository " + name, error.message());
            return Optional.empty();
        }
        return Optional.of(node);
    }

    private static SourceError refusal(String name, GraphQlAnswer answer) {
        return answer.errorAt("repository")
                .filter(error -> !error.type().equals("NOT_FOUND"))
                .<SourceError>map(error -> {
                    if (error.type().isEmpty()) {
                        throw new SourceException(new SourceError.Unavailable(
                                "POST /graphql Repository " + name + ": " + error.message()));
                    }
                    return new SourceError.Unauthorized(error.describe() + "; give the token read access to it");
                })
                .orElseGet(() -> new SourceError.NotFound(
                        "no such repository, or this token cannot see it: check the name, or give the token access"));
    }

    /** The repository that the configuration means by this name, if it was found and is readable. */
    Optional<RepositoryNode> of(String name, Collection<RepositoryNode> readable) {
        String node = nodes.getOrDefault(key(name), "");
        return readable.stream()
                .filter(repository -> repository.node().equals(node))
                .findFirst();
    }
}
