package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.http.HttpApi;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads which files a change touches: one REST request each, so only where nothing else tells. */
final class PathReader {
    private final GitHubApi api;
    private final Repository repository;

    PathReader(GitHubApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    /** GitHub lists 3,000 files of a commit at most. */
    List<String> ofCommit(String oid) {
        return read("/commits/" + oid, answer -> answer.body().path("files"));
    }

    /** For those read without files; with the others, GraphQL has brought them. */
    List<String> ofPullRequest(int number) {
        return read("/pulls/" + number + "/files", HttpApi.Answer::body);
    }

    /** A renamed file counts by both of its names. */
    private List<String> read(String path, Function<HttpApi.Answer, JsonNode> files) {
        Set<String> paths = new LinkedHashSet<>();
        api.rest().pages(RepositoryPath.of(repository) + path, Map.of("per_page", "100"), answer -> {
            for (JsonNode file : files.apply(answer)) {
                add(file.path("filename"), paths);
                add(file.path("previous_filename"), paths);
            }
            return true;
        });
        return List.copyOf(paths);
    }

    private static void add(JsonNode name, Set<String> paths) {
        if (name.isTextual()) {
            paths.add(name.textValue());
        }
    }
}
