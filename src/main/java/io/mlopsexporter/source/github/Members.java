package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import io.mlopsexporter.source.github.GitHubApi.GraphQlError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks who is in a GitHub team. The logins go no further than the caller, who keeps none. */
final class Members {
    private final GitHubApi api;

    Members(GitHubApi api) {
        this.api = api;
    }

    /**
     * In small letters.
     *
     * @param team {@code acme/ml-platform}
     * @throws SourceException if that cannot be read
     */
    Set<String> of(String team) {
        String[] parts = team.split("/", 2);
        Map<String, Object> variables = new HashMap<>(Map.of("organization", parts[0], "slug", parts[1]));
        Set<String> logins = new HashSet<>();
        while (true) {
            GraphQlAnswer answer = api.query("TeamMembers", variables);
            JsonNode members = answer.at("organization", "team", "members");
            if (!members.isObject()) {
                throw refusal(team, answer);
            }
            members.path("nodes")
                    .forEach(node -> logins.add(Wire.text(node, "login").toLowerCase(Locale.ROOT)));
            String after = Wire.text(members.path("pageInfo"), "endCursor");
            if (!members.path("pageInfo").path("hasNextPage").asBoolean()) {
                logins.remove("");
                return logins;
            }
            if (after.isEmpty() || after.equals(variables.put("after", after))) {
                throw new SourceException(
                        new SourceError.Unavailable("members of " + team + ": the list does not go on"));
            }
        }
    }

    private static SourceException refusal(String team, GraphQlAnswer answer) {
        String why = answer.errorAt("organization")
                .map(GraphQlError::describe)
                .orElse("no such team, or this token cannot see it");
        return new SourceException(new SourceError.Unauthorized("members of " + team + ": " + why
                + "; grant read:org (for an App or a fine-grained token: members, read)"));
    }
}
