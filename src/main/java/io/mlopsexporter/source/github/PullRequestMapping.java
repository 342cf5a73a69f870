package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.source.Unnamed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** From GraphQL's pull requests to ours. Logins are compared here, and go no further. */
final class PullRequestMapping {
    private final String repository;

    PullRequestMapping(String repository) {
        this.repository = repository;
    }

    /** @param pages the same pull request, once for each page of its longest list */
    PullRequest pullRequest(List<JsonNode> pages) {
        JsonNode json = pages.get(0);
        int number = json.path("number").asInt();
        String what = "pull request " + number + ": ";
        String title = json.path("title").asText("");
        String body = json.path("body").asText("");
        List<String> names = Stream.concat(Stream.of(json), nodes(pages, "timelineItems"))
                .map(one -> one.path("author").path("login").asText(""))
                .filter(login -> !login.isEmpty())
                .distinct()
                .toList();
        List<JsonNode> commits =
                nodes(pages, "commits").map(node -> node.path("commit")).toList();
        return new PullRequest(
                repository,
                number,
                Unnamed.text(title, names),
                Unnamed.text(json.path("headRefName").asText(""), names),
                nodes(pages, "labels").map(label -> label.path("name").asText()).toList(),
                instant(json.path("createdAt"), what + "createdAt"),
                readyAt(pages, what),
                reviewedAt(pages, json.path("author").path("login"), what),
                instant(json.path("mergedAt"), what + "mergedAt"),
                CommitMapping.text(json.path("mergeCommit").path("oid"), what + "mergeCommit"),
                commits.stream().map(commit -> commit.path("oid").asText()).toList(),
                commits.stream()
                        .map(commit -> instant(commit.path("authoredDate"), what + "authoredDate of a commit"))
                        .min(Comparator.naturalOrder()),
                reverts(title, body, commits),
                Reverts.landsAgain(title) ? List.of() : Reverts.pullRequests(title, body),
                paths(pages),
                json.path("url").asText(""));
    }

    private static Stream<JsonNode> nodes(List<JsonNode> pages, String list) {
        List<JsonNode> all = new ArrayList<>();
        pages.forEach(page -> page.path(list).path("nodes").forEach(all::add));
        return all.stream().filter(JsonNode::isObject);
    }

    /** Empty where they were not asked for, and where GitHub could not tell: then REST is asked. */
    private static Optional<List<String>> paths(List<JsonNode> pages) {
        return pages.stream().allMatch(page -> page.path("files").isObject())
                ? Optional.of(nodes(pages, "files")
                        .map(file -> file.path("path").asText())
                        .toList())
                : Optional.empty();
    }

    private static Optional<Instant> readyAt(List<JsonNode> pages, String what) {
        return nodes(pages, "timelineItems")
                .filter(item -> item.path("__typename").asText().equals("ReadyForReviewEvent"))
                .map(item -> instant(item.path("createdAt"), what + "createdAt of an event"))
                .max(Comparator.naturalOrder());
    }

    private static List<Instant> reviewedAt(List<JsonNode> pages, JsonNode author, String what) {
        return nodes(pages, "timelineItems")
                .filter(item -> item.path("__typename").asText().equals("PullRequestReview"))
                .filter(item -> !item.path("state").asText().equals("PENDING") && item.hasNonNull("submittedAt"))
                .filter(item -> isSomebodyElse(item.path("author").path("login"), author))
                .map(item -> instant(item.path("submittedAt"), what + "submittedAt of a review"))
                .toList();
    }

    /** A deleted account has no login; of two deleted ones nobody knows whether they were the same. */
    private static boolean isSomebodyElse(JsonNode reviewer, JsonNode author) {
        boolean bothUnknown = !reviewer.isTextual() && !author.isTextual();
        return !bothUnknown && !reviewer.asText("").equalsIgnoreCase(author.asText(""));
    }

    /** A revert of one of its own commits is a change of mind, and takes nothing back that went live. */
    private static List<String> reverts(String title, String body, List<JsonNode> commits) {
        if (Reverts.landsAgain(title)) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>(Reverts.commits(body));
        commits.forEach(
                commit -> found.addAll(Reverts.ofMessage(commit.path("message").asText(""))));
        found.removeIf(oid ->
                commits.stream().anyMatch(commit -> commit.path("oid").asText().startsWith(oid)));
        return List.copyOf(found);
    }

    private static Instant instant(JsonNode json, String what) {
        return CommitMapping.instant(json, what);
    }
}
