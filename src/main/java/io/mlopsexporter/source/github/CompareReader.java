package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.Comparison.Status;
import io.mlopsexporter.source.http.HttpApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compares by REST: GraphQL's {@code Ref.compare} needs a branch or tag, and a deployed commit may have neither. */
final class CompareReader implements Comparisons {
    private static final int PER_PAGE = 100;
    private static final int ATTEMPTS = 2;

    private final GitHubApi api;
    private final Repository repository;

    CompareReader(GitHubApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    @Override
    public Comparison compare(String base, String head, int limit) {
        // By number, as GitHub's own Link headers have it: survives renaming.
        String path = RepositoryPath.of(repository) + "/compare/" + base + "..." + head;
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                var pages = new Pages(limit);
                api.rest().pages(path, Map.of("per_page", Integer.toString(limit == 0 ? 1 : PER_PAGE)), pages::take);
                if (pages.isWhole()) {
                    return pages.comparison();
                }
            }
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.NotFound) {
                return whatIsMissing(base, head);
            }
            throw e;
        }
        // Less than a whole difference would be a wrong number.
        throw new SourceException(new SourceError.Unavailable(
                "GET " + path + ": the pages hold fewer or more commits than total_commits says"));
    }

    /** A comparison is not found for three reasons, of which each has another consequence. */
    private Comparison whatIsMissing(String base, String head) {
        if (!exists(head)) {
            return Comparison.without(Status.HEAD_GONE);
        }
        return Comparison.without(exists(base) ? Status.UNRELATED : Status.BASE_GONE);
    }

    private boolean exists(String oid) {
        var answer = api.query("CommitExists", RepositoryPath.ownerAndName(repository, Map.of("oid", oid)));
        if (!answer.at("repository").isObject()) {
            String why = answer.errors().stream()
                    .map(GitHubApi.GraphQlError::message)
                    .findFirst()
                    .orElse("no answer");
            throw new SourceException(new SourceError.NotFound("repository " + repository.name() + ": " + why));
        }
        boolean failed = !answer.errors().isEmpty();
        if (failed && !answer.at("repository", "object").isObject()) {
            throw new SourceException(new SourceError.Unavailable(
                    "POST /graphql CommitExists: " + answer.errors().get(0).message()));
        }
        return answer.at("repository", "object").isObject();
    }

    /** Collects the pages of one comparison. */
    private static final class Pages {
        private final int limit;
        private final Map<String, ReadCommit> commits = new LinkedHashMap<>();
        private Status status = Status.DIVERGED;
        private Optional<String> mergeBase = Optional.empty();
        private int total = -1;
        private boolean changed;

        Pages(int limit) {
            this.limit = limit;
        }

        /** Total says on the first page whether the others are worth reading. */
        boolean take(HttpApi.Answer answer) {
            JsonNode body = answer.body();
            int itsTotal = body.path("total_commits").asInt(-1);
            if (total < 0) {
                total = itsTotal;
                status = status(body.path("status"));
                mergeBase = Optional.of(
                        CommitMapping.text(body.path("merge_base_commit").path("sha"), "merge_base_commit"));
            }
            changed |= itsTotal != total || total < 0;
            if (total > limit) {
                return false;
            }
            for (JsonNode json : body.path("commits")) {
                ReadCommit commit = CommitMapping.commit(json);
                commits.put(commit.oid(), commit);
            }
            return true;
        }

        boolean isWhole() {
            return !changed && (total > limit || commits.size() == total);
        }

        Comparison comparison() {
            return new Comparison(
                    status, total, mergeBase, commits.values().stream().toList());
        }

        private static Status status(JsonNode json) {
            return switch (json.asText()) {
                case "ahead" -> Status.AHEAD;
                case "behind" -> Status.BEHIND;
                case "identical" -> Status.IDENTICAL;
                case "diverged" -> Status.DIVERGED;
                default -> throw CommitMapping.bad("status of a comparison is " + json);
            };
        }
    }
}
