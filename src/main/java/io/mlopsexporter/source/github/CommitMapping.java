package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Unnamed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From REST's commits to ours. */
final class CommitMapping {
    private CommitMapping() {}

    static ReadCommit commit(JsonNode json) {
        String oid = text(json.path("sha"), "sha of a commit");
        List<String> parents = new ArrayList<>();
        for (JsonNode parent : json.path("parents")) {
            parents.add(text(parent.path("sha"), "parents of commit " + oid));
        }
        String message = json.path("commit").path("message").asText("");
        return new ReadCommit(
                oid,
                text(json.path("node_id"), "node_id of commit " + oid),
                parents,
                instant(json.path("commit").path("author").path("date"), "author date of commit " + oid),
                Unnamed.text(message.lines().findFirst().orElse(""), authors(json)),
                Reverts.ofMessage(message));
    }

    /** Who wrote a commit, as REST tells. */
    static List<String> authors(JsonNode commit) {
        return Stream.of("author", "committer")
                .flatMap(role -> Stream.of(
                        Wire.text(commit.path(role), "login"),
                        Wire.text(commit.path("commit").path(role), "name")))
                .filter(name -> !name.isEmpty() && !name.equals("GitHub"))
                .distinct()
                .toList();
    }

    static String text(JsonNode json, String what) {
        if (!json.isTextual() || json.textValue().isEmpty()) {
            throw bad(what + " is missing");
        }
        return json.textValue();
    }

    /** Author dates come from people's computers, with any offset. */
    static Instant instant(JsonNode json, String what) {
        try {
            return OffsetDateTime.parse(text(json, what)).toInstant();
        } catch (DateTimeParseException e) {
            throw bad(what + " is no date: " + json.textValue());
        }
    }

    static SourceException bad(String what) {
        return new SourceException(new SourceError.BadPayload("GitHub's answer: " + what));
    }
}
