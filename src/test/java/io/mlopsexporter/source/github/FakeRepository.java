package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A repository of {@link FakeGitHub}, in the shapes of GraphQL and REST. */
final class FakeRepository {
    final long id;
    String name;
    boolean archived;
    boolean fork;
    Instant pushedAt = Instant.parse("2026-11-20T00:00:00Z");
    /** Type of the error under which it hides: {@code FORBIDDEN}, {@code NOT_FOUND}; empty: it does not. */
    String hidden = "";

    /** How many more answers it hides from. */
    int hiddenTimes = Integer.MAX_VALUE;

    /** Texts by path. */
    final Map<String, String> files = new LinkedHashMap<>();
    /** Whether the newest commit bears checks. */
    boolean checked;
    /** Type of the error under which checks are null; empty: none. */
    String checksError = "";
    /** Whether it has no commit at all. */
    boolean emptied;

    final List<String> workflowFiles = new ArrayList<>();
    /** Their contents, by file. */
    final Map<String, String> workflowTexts = new HashMap<>();

    final List<Map<String, Object>> deployments = new ArrayList<>();
    final List<Map<String, Object>> releases = new ArrayList<>();
    final List<Map<String, Object>> tags = new ArrayList<>();
    final List<Map<String, Object>> runs = new ArrayList<>();
    /** Attempts of runs, by {@code run/attempt}. */
    final Map<String, Map<String, Object>> attempts = new HashMap<>();

    final List<Map<String, @Nullable Object>> issues = new ArrayList<>();
    final List<String> labels = new ArrayList<>(List.of("incident"));
    boolean hasIssues = true;
    /** How many issues of each list come as null. */
    int issuesNull;

    /** How often issues come as null, with this error: {@code FORBIDDEN}; empty: without a type. */
    int issuesHiddenTimes;

    String issuesError = "";

    FakeRepository(long id, String name) {
        this.id = id;
        this.name = name;
    }

    String node() {
        return "R_" + id;
    }

    static String oid(long seed) {
        return String.format("%040x", seed);
    }

    /** A deployment to {@code environment}, asked for at {@code createdAt}, without any status. */
    FakeRepository deployment(long number, String environment, String createdAt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "DE_" + number);
        json.put("databaseId", number);
        json.put("commitOid", oid(number));
        json.put("environment", environment);
        json.put("latestEnvironment", environment);
        json.put("originalEnvironment", environment);
        json.put("createdAt", createdAt);
        json.put("updatedAt", "2026-11-22T22:22:22Z");
        json.put("state", "ACTIVE");
        json.put("ref", Map.of("name", "main"));
        json.put("statuses", new ArrayList<Map<String, Object>>());
        json.put("transient", false);
        deployments.add(json);
        return this;
    }

    /** A deployment to production that succeeded at {@code at}. */
    FakeRepository deployed(long number, String at) {
        return deployment(number, "production", at).status(number, "SUCCESS", at);
    }

    FakeRepository status(long number, String state, String at) {
        statusesOf(number)
                .add(
                        0,
                        Map.of(
                                "id",
                                "DES_" + number + "_" + statusesOf(number).size(),
                                "state",
                                state,
                                "createdAt",
                                at,
                                "logUrl",
                                "https://github.com/acme/x/actions/runs/" + (number + 5) + "/job/1"));
        return this;
    }

    FakeRepository change(long number, String field, @Nullable Object value) {
        Map<String, Object> json = deploymentOf(number);
        if (value == null) {
            json.remove(field);
        } else {
            json.put(field, value);
        }
        return this;
    }

    Map<String, Object> deploymentOf(long number) {
        return deployments.stream()
                .filter(json -> Objects.equals(json.get("databaseId"), number))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // put there by deployment() above
    List<Map<String, Object>> statusesOf(long number) {
        return (List<Map<String, Object>>)
                Objects.requireNonNull(deploymentOf(number).get("statuses"));
    }

    /** @param publishedAt empty: a draft */
    FakeRepository release(long number, String tag, String createdAt, String publishedAt, boolean prerelease) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "RE_" + number);
        json.put("databaseId", number);
        json.put("tagName", tag);
        json.put("isDraft", publishedAt.isEmpty());
        json.put("isPrerelease", prerelease);
        json.put("createdAt", createdAt);
        if (!publishedAt.isEmpty()) {
            json.put("publishedAt", publishedAt);
        }
        json.put("url", "https://github.com/acme/x/releases/tag/" + tag);
        json.put("tagCommit", Map.of("oid", oid(number)));
        releases.add(json);
        return this;
    }

    /** @param taggedAt empty: a lightweight tag */
    FakeRepository tag(String tag, long commit, String committedAt, String taggedAt) {
        Map<String, Object> target = Map.of("__typename", "Commit", "oid", oid(commit), "committedDate", committedAt);
        Map<String, Object> annotated = Map.of(
                "__typename", "Tag", "oid", oid(commit + 7), "tagger", Map.of("date", taggedAt), "target", target);
        tags.add(Map.of("name", tag, "target", taggedAt.isEmpty() ? target : annotated));
        return this;
    }

    /** An open issue, updated when it was opened. */
    FakeRepository issue(long number, String createdAt, String... labels) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", "I_" + id + "_" + number);
        json.put("number", number);
        json.put("title", "Trouble " + number);
        json.put("body", "");
        json.put("createdAt", createdAt);
        json.put("closedAt", null);
        json.put("updatedAt", createdAt);
        json.put("state", "OPEN");
        json.put("stateReason", null);
        json.put("url", "https://github.com/" + name + "/issues/" + number);
        json.put("labels", named(List.of(labels)));
        issues.add(json);
        return this;
    }

    /** Opens an issue as somebody; empty: an account that is gone. */
    FakeRepository asked(long number, String createdAt, String login, String label) {
        issue(number, createdAt, label);
        Map<String, @Nullable Object> json = issueOf(number);
        json.put("author", login.isEmpty() ? null : account(login));
        json.put("comments", Map.of("nodes", new ArrayList<>()));
        json.put("timelineItems", Map.of("nodes", new ArrayList<>()));
        return this;
    }

    FakeRepository commented(long number, String at, String login) {
        by(number, "comments", "author", at, login);
        issueOf(number).put("updatedAt", at);
        return this;
    }

    FakeRepository closedBy(long number, String at, String login) {
        by(number, "timelineItems", "actor", at, login);
        return closed(number, at, "COMPLETED");
    }

    @SuppressWarnings("unchecked") // as it was put there
    private void by(long number, String list, String who, String at, String login) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("createdAt", at);
        one.put(who, login.isEmpty() ? null : account(login));
        Map<String, Object> of =
                (Map<String, Object>) Objects.requireNonNull(issueOf(number).get(list));
        ((List<Object>) Objects.requireNonNull(of.get("nodes"))).add(one);
    }

    private static Map<String, Object> account(String login) {
        return Map.of("__typename", login.endsWith("[bot]") ? "Bot" : "User", "login", login);
    }

    private static Map<String, Object> named(List<String> labels) {
        return Map.of(
                "nodes", labels.stream().map(label -> Map.of("name", label)).toList());
    }

    FakeRepository closed(long number, String at, String reason) {
        issueOf(number).put("state", "CLOSED");
        issueOf(number).put("closedAt", at);
        issueOf(number).put("stateReason", reason);
        issueOf(number).put("updatedAt", at);
        return this;
    }

    FakeRepository reopened(long number, String at) {
        issueOf(number).put("state", "OPEN");
        issueOf(number).put("closedAt", null);
        issueOf(number).put("stateReason", "REOPENED");
        issueOf(number).put("updatedAt", at);
        return this;
    }

    FakeRepository labelled(long number, String at, String... labels) {
        issueOf(number).put("labels", named(List.of(labels)));
        issueOf(number).put("updatedAt", at);
        return this;
    }

    Map<String, @Nullable Object> issueOf(long number) {
        return issues.stream()
                .filter(json -> Objects.equals(json.get("number"), number))
                .findFirst()
                .orElseThrow();
    }

    FakeRepository run(long number, String startedAt, String event, String conclusion, int attempt, String updatedAt) {
        runs.removeIf(run -> Objects.equals(run.get("id"), number));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", number);
        json.put("event", event);
        json.put("status", conclusion.isEmpty() ? "in_progress" : "completed");
        if (!conclusion.isEmpty()) {
            json.put("conclusion", conclusion);
        }
        json.put("head_branch", "main");
        json.put("head_sha", oid(number));
        json.put("run_attempt", attempt);
        json.put("created_at", startedAt);
        json.put("updated_at", updatedAt);
        json.put("html_url", "https://github.com/acme/x/actions/runs/" + number);
        json.put("repository", Map.of("id", id));
        json.put("head_repository", Map.of("id", id));
        runs.add(json);
        attempts.put(number + "/" + attempt, json);
        return this;
    }
}
