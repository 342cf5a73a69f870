package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.Optional;

/**
 * A release as GraphQL tells it.
 *
 * @param node its GraphQL id
 * @param isFinal published, neither draft nor prerelease
 * @param author login of the person who published it; empty: none did
 * @param createdAt the date of its commit: says nothing of when it was published
 */
record ReleaseNode(
        String node,
        long number,
        String tag,
        boolean isFinal,
        Instant createdAt,
        Optional<Instant> publishedAt,
        String commit,
        String author,
        String url) {
    /** Git's own way to write "no commit": the tag of the release was deleted. */
    private static final String NO_COMMIT = "0".repeat(40);

    static ReleaseNode of(JsonNode json) {
        return new ReleaseNode(
                Wire.required(json, "id"),
                Wire.number(json, "databaseId"),
                Wire.required(json, "tagName"),
                isFinal(json),
                Wire.instant(json, "createdAt"),
                Wire.optionalInstant(json, "publishedAt"),
                Wire.firstOf(json.path("tagCommit").path("oid").asText(""), NO_COMMIT),
                Deployers.login(json.path("author")),
                Wire.text(json, "url"));
    }

    static boolean isFinal(JsonNode json) {
        return !json.path("isDraft").asBoolean()
                && !json.path("isPrerelease").asBoolean()
                && json.hasNonNull("publishedAt");
    }

    String eventId(String repository) {
        return repository + "/" + Signal.GITHUB_RELEASES.key() + "/" + tag;
    }

    /** Keyed by tag, so that a release published again is the one it was. */
    Deployment event(String repository) {
        return new Deployment(
                eventId(repository),
                Long.toString(number),
                repository,
                Signal.GITHUB_RELEASES,
                commit,
                "production",
                "production",
                false,
                "",
                tag,
                publishedAt.orElse(createdAt),
                publishedAt,
                Optional.empty(),
                Optional.of(url).filter(text -> !text.isEmpty()));
    }
}
