package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads them by GraphQL, which answers for a hundred commits at the price of one. */
final class PullRequestReader implements PullRequests {
    /** One connection each: 100 of them cost one point. */
    private static final int COMMITS_PER_REQUEST = 100;

    /** Three connections each, and 149 of them are 1 point: GitHub divides by 100 and rounds. Far below its ten seconds, too. */
    private static final int PULL_REQUESTS_PER_REQUEST = 49;

    /** The same with the files, a connection more. They have a document of their own, as GitHub may count what a directive leaves out. */
    private static final int WITH_PATHS_PER_REQUEST = 37;

    /** The lists of a pull request, by the variables that hold their cursors. */
    private static final Map<String, String> LISTS =
            Map.of("commits", "commits", "labels", "labels", "events", "timelineItems", "files", "files");

    private final GitHubApi api;
    private final Repository repository;

    PullRequestReader(GitHubApi api, Repository repository) {
        this.api = api;
        this.repository = repository;
    }

    @Override
    public Map<String, List<Landed>> ofCommits(Collection<ReadCommit> commits) {
        Map<String, ReadCommit> byNodeId = new LinkedHashMap<>();
        commits.forEach(commit -> byNodeId.put(commit.nodeId(), commit));
        var nodes = new Nodes(api, "CommitPullRequests", Map.of(), COMMITS_PER_REQUEST);
        Map<String, List<Landed>> found = new HashMap<>();
        nodes.read(List.copyOf(byNodeId.keySet())).forEach((id, node) -> {
            List<Landed> landed = new ArrayList<>();
            JsonNode page = node.path("associatedPullRequests");
            addMerged(page, landed);
            String after = "";
            while (hasMore(page)) {
                after = next(page, after, "CommitPullRequests");
                page = nodes.read(id, Map.of("after", after)).path("associatedPullRequests");
                addMerged(page, landed);
            }
            ReadCommit commit = byNodeId.get(id);
            if (commit != null) {
                found.put(commit.oid(), landed);
            }
        });
        return found;
    }

    /** Open ones are listed too, and those of forks: only what was merged here has brought the commit. */
    private void addMerged(JsonNode page, List<Landed> landed) {
        for (JsonNode pull : page.path("nodes")) {
            boolean merged =
                    pull.hasNonNull("mergedAt") && pull.path("mergeCommit").hasNonNull("oid");
            boolean here = pull.path("repository").path("databaseId").asLong() == RepositoryPath.number(repository);
            if (merged && here) {
                landed.add(new Landed(
                        CommitMapping.text(pull.path("id"), "id of a pull request"),
                        pull.path("number").asInt()));
            }
        }
    }

    @Override
    public List<PullRequest> details(Collection<String> nodeIds, boolean paths) {
        var nodes = paths
                ? new Nodes(api, "PullRequestsWithPaths", Map.of(), WITH_PATHS_PER_REQUEST)
                : new Nodes(api, "PullRequests", Map.of(), PULL_REQUESTS_PER_REQUEST);
        List<PullRequest> found = new ArrayList<>();
        nodes.read(List.copyOf(nodeIds)).forEach((id, first) -> {
            List<JsonNode> pages = new ArrayList<>(List.of(first));
            Map<String, String> cursors = new HashMap<>();
            while (advance(pages.get(pages.size() - 1), cursors)) {
                pages.add(nodes.read(id, cursors));
            }
            found.add(new PullRequestMapping(repository.id()).pullRequest(pages));
        });
        return found;
    }

    /** Moves all lists on together: one at its end is asked for what comes after, which is nothing. */
    private static boolean advance(JsonNode page, Map<String, String> cursors) {
        boolean more = false;
        for (var list : LISTS.entrySet()) {
            JsonNode connection = page.path(list.getValue());
            if (hasMore(connection)) {
                more = true;
                cursors.put(list.getKey(), next(connection, cursors.getOrDefault(list.getKey(), ""), "PullRequests"));
            } else {
                cursor(connection).ifPresent(cursor -> cursors.put(list.getKey(), cursor));
            }
        }
        return more;
    }

    /** @throws SourceException if there is more, but nowhere to go on from: it would be asked for the same for ever */
    private static String next(JsonNode connection, String before, String document) {
        return cursor(connection)
                .filter(after -> !after.isEmpty() && !after.equals(before))
                .orElseThrow(() -> new SourceException(new SourceError.BadPayload(
                        "POST /graphql " + document + ": the list does not go on after \"" + before + "\"")));
    }

    private static boolean hasMore(JsonNode connection) {
        return connection.path("pageInfo").path("hasNextPage").asBoolean();
    }

    private static Optional<String> cursor(JsonNode connection) {
        return Optional.ofNullable(connection.path("pageInfo").path("endCursor").textValue());
    }
}
