package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which repositories were pushed to, or are new: most of what wakes a quiet one, for 1 point. */
final class Pushes {
    private final GitHubApi api;

    Pushes(GitHubApi api) {
        this.api = api;
    }

    /**
     * GraphQL ids of the repositories whose last push is another one than was known.
     *
     * @param since pushes before it are known
     */
    Set<String> since(List<String> organizations, SweepAnswer known, Instant since) {
        Map<String, Optional<Instant>> before = new HashMap<>();
        known.repositories().forEach(repository -> before.put(repository.node(), repository.pushedAt()));
        Set<String> pushed = new LinkedHashSet<>();
        organizations.forEach(organization -> read(organization, before, since, pushed));
        return pushed;
    }

    private void read(String organization, Map<String, Optional<Instant>> before, Instant since, Set<String> pushed) {
        Map<String, Object> variables = new HashMap<>(Map.of("organization", organization));
        while (true) {
            JsonNode page = api.query("Pushed", variables).at("organization", "repositories");
            if (!page.isObject()) {
                throw new SourceException(new SourceError.Unavailable(
                        "POST /graphql Pushed: nothing came for organisation " + organization));
            }
            boolean older = false;
            for (JsonNode json : page.path("nodes")) {
                Optional<Instant> at = Wire.optionalInstant(json, "pushedAt");
                older |= at.isEmpty() || at.get().isBefore(since);
                if (json.isObject() && !at.equals(before.get(Wire.required(json, "id")))) {
                    pushed.add(Wire.required(json, "id"));
                }
            }
            String after = Wire.text(page.path("pageInfo"), "endCursor");
            if (older
                    || !page.path("pageInfo").path("hasNextPage").asBoolean()
                    || after.isEmpty()
                    || after.equals(variables.put("after", after))) {
                return;
            }
        }
    }
}
