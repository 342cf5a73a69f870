package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a connection of one repository page by page. */
final class Listing {
    private final GitHubApi api;

    Listing(GitHubApi api) {
        this.api = api;
    }

    /**
     * @param document with the variables {@code repository} and {@code after}
     * @param field the connection's name
     * @param more is given each page, and says whether the next one is wanted
     * @return how many items there are in all
     */
    long read(String document, String field, RepositoryNode repository, Predicate<JsonNode> more) {
        Map<String, Object> variables = new HashMap<>(Map.of("repository", repository.node()));
        while (true) {
            JsonNode page = api.query(document, variables).at("node", field);
            if (!page.isObject()) {
                throw new SourceException(new SourceError.Unavailable(
                        "POST /graphql " + document + ": nothing came for repository " + repository.name()));
            }
            JsonNode pageInfo = page.path("pageInfo");
            if (!more.test(page) || !pageInfo.path("hasNextPage").asBoolean()) {
                return page.path("totalCount").asLong();
            }
            String after = Wire.text(pageInfo, "endCursor");
            if (after.isEmpty() || after.equals(variables.put("after", after))) {
                throw new SourceException(new SourceError.BadPayload(
                        "POST /graphql " + document + ": the list of " + repository.name() + " does not go on"));
            }
        }
    }
}
