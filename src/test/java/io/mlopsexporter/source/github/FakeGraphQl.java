package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the GraphQL documents of this package for {@link FakeGitHub}. */
final class FakeGraphQl {
    private final FakeGitHub gitHub;
    private final JsonNode variables;
    private final List<Map<String, Object>> errors = new ArrayList<>();

    private final long cost;

    FakeGraphQl(FakeGitHub gitHub, JsonNode variables, long cost) {
        this.gitHub = gitHub;
        this.variables = variables;
        this.cost = cost;
    }

    Object answer(String operation) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        switch (operation) {
            case "Sweep" -> sweep(data);
            case "Pushed" -> data.put("organization", Map.of("repositories", pushed()));
            case "Deployments" -> data.put("node", ofRepository("deployments", this::deploymentPage));
            case "Releases" -> data.put("node", ofRepository("releases", r -> page(newest(r.releases, "createdAt"))));
            case "Issues", "IssuesDuplicatesUntold", "IssuesReasonUntold" -> data.put("node", issues(operation));
            case "IssueLabel" -> data.put("node", issueLabel());
            case "Tags" -> data.put("node", ofRepository("refs", r -> page(r.tags)));
            case "Statuses" -> data.put("nodes", nodes("deployments", "nodes", this::statuses));
            case "Signals" -> data.put("nodes", nodes("repositories", "nodes", this::signals));
            case "Workflows" -> data.put("nodes", nodes("repositories", "nodes", this::workflows));
            case "SupportIssues" -> data.put("node", issues(operation));
            case "TeamMembers" -> data.put("organization", members());
            case "RepositoryFiles" -> data.put("nodes", nodes("repositories", "nodes", this::files));
            case "Repository" -> data.put("repository", named());
            case "Teams" -> data.put("organization", teams());
            default -> throw new IllegalArgumentException("no such operation: " + operation);
        }
        data.put("rateLimit", gitHub.hourlyPoints == 0 ? null : Map.of("limit", gitHub.hourlyPoints, "cost", cost));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", data);
        if (!errors.isEmpty()) {
            answer.put("errors", errors);
        }
        return answer;
    }

    private void sweep(Map<String, @Nullable Object> data) {
        if (variables.path("listed").asBoolean()) {
            data.put("organization", organization());
        }
        with(
                "withRepositories",
                () -> data.put("repositories", nodes("repositories", "repositories", this::repository)));
        with(
                "withReleases",
                () -> data.put("releases", nodes("releases", "releases", id -> {
                    FakeRepository repository = find(id);
                    return repository == null
                            ? null
                            : Map.of("id", id, "releases", page(newest(repository.releases, "createdAt"), 10));
                })));
        with(
                "withTags",
                () -> data.put("tags", nodes("tags", "tags", id -> {
                    FakeRepository repository = find(id);
                    return repository == null ? null : Map.of("id", id, "refs", page(repository.tags, 10));
                })));
        with(
                "withIssues",
                () -> data.put("issues", nodes("issues", "issues", id -> {
                    FakeRepository repository = find(id);
                    return repository == null ? null : sweptIssues(repository);
                })));
        with("withWatched", () -> data.put("watched", nodes("watched", "watched", this::any)));
        with("withMoreWatched", () -> data.put("moreWatched", nodes("moreWatched", "moreWatched", this::any)));
    }

    private @Nullable Object sweptIssues(FakeRepository repository) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", repository.node());
        json.put("issues", null);
        if (repository.issuesHiddenTimes-- > 0) {
            error(repository.issuesError, "Resource not accessible by integration", "issues", 0, "issues");
        } else {
            json.put("issues", page(byUpdate(shown(repository)), 10));
        }
        return json;
    }

    private static List<Map<String, @Nullable Object>> shown(FakeRepository repository) {
        return repository.hasIssues ? repository.issues : List.of();
    }

    private static List<Map<String, @Nullable Object>> byUpdate(List<Map<String, @Nullable Object>> issues) {
        return issues.stream()
                .sorted(Comparator.comparing(
                                (Map<String, @Nullable Object> json) -> String.valueOf(json.get("updatedAt")))
                        .reversed())
                .toList();
    }

    /** By label whatever its case, or by their last update; in the order that was asked for, ascending. */
    private @Nullable Object issues(String operation) {
        FakeRepository repository = find(variables.path("repository").asText());
        if (repository == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("issues", null);
        if (repository.issuesHiddenTimes-- > 0) {
            error(repository.issuesError, "Resource not accessible by integration", "node", "issues");
            return json;
        }
        String order = variables.path("order").asText().equals("CREATED_AT") ? "createdAt" : "updatedAt";
        String label = variables.path("labels").path(0).asText("");
        String since = variables.path("since").asText("");
        List<Map<String, @Nullable Object>> listed = new ArrayList<>();
        for (Map<String, @Nullable Object> issue : shown(repository)) {
            boolean labelled = label.isEmpty() || labelsOf(issue).stream().anyMatch(label::equals);
            if (labelled && String.valueOf(issue.get("updatedAt")).compareTo(since) >= 0) {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>(issue);
                if (operation.equals("IssuesReasonUntold")) {
                    copy.remove("stateReason");
                }
                listed.add(copy);
            }
        }
        listed.sort(Comparator.comparing(one -> String.valueOf(one.get(order))));
        Map<String, Object> page = new LinkedHashMap<>(page(listed));
        if (repository.issuesNull > 0) {
            List<@Nullable Object> nodes = new ArrayList<>(listed);
            nodes.add(null);
            page.put("nodes", nodes);
            page.put("totalCount", listed.size() + 1);
        }
        json.put("issues", page);
        return json;
    }

    private static List<String> labelsOf(Map<String, @Nullable Object> issue) {
        JsonNode labels = FakeGitHub.JSON.valueToTree(issue.get("labels"));
        return labels.path("nodes")
                .valueStream()
                .map(label -> label.path("name").asText())
                .toList();
    }

    private @Nullable Object issueLabel() {
        FakeRepository repository = find(variables.path("repository").asText());
        if (repository == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", repository.node());
        json.put("hasIssuesEnabled", repository.hasIssues);
        json.put("label", null);
        repository.labels.stream()
                .filter(label -> label.equalsIgnoreCase(variables.path("label").asText()))
                .findFirst()
                .ifPresent(label -> json.put("label", Map.of("name", label)));
        return json;
    }

    private void with(String condition, Runnable then) {
        if (variables.path(condition).asBoolean()) {
            then.run();
        }
    }

    private @Nullable Object organization() {
        if (!variables.path("organization").asText().equals(gitHub.organization)) {
            error("NOT_FOUND", "Could not resolve to an Organization with the login of 'x'.", "organization");
            return null;
        }
        List<FakeRepository> all = listed();
        int from = variables.path("after").asInt(0);
        int to = Math.min(all.size(), from + gitHub.pageSize);
        List<@Nullable Object> nodes = new ArrayList<>();
        for (FakeRepository repository : all.subList(from, to)) {
            if (hides(repository)) {
                error(
                        repository.hidden,
                        "Resource protected by organization SAML enforcement.",
                        "organization",
                        "repositories",
                        "nodes",
                        nodes.size());
                nodes.add(null);
            } else {
                nodes.add(json(repository));
            }
        }
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("totalCount", all.size());
        page.put("pageInfo", pageInfo(to, all.size()));
        page.put("nodes", nodes);
        return Map.of("login", gitHub.organization, "repositories", page);
    }

    private Object pushed() {
        return page(listed().stream()
                .sorted(Comparator.comparing((FakeRepository r) -> r.pushedAt).reversed())
                .map(r -> Map.<String, Object>of("id", r.node(), "pushedAt", r.pushedAt.toString()))
                .toList());
    }

    private List<FakeRepository> listed() {
        return gitHub.repositories.values().stream()
                .filter(r -> !r.archived && !r.fork && !r.hidden.equals("NOT_FOUND"))
                .filter(r -> r.name.startsWith(gitHub.organization + "/"))
                .toList();
    }

    private static boolean hides(FakeRepository repository) {
        return !repository.hidden.isEmpty() && repository.hiddenTimes-- > 0;
    }

    private @Nullable Object repository(String id) {
        FakeRepository repository = find(id);
        return repository == null ? null : json(repository);
    }

    private @Nullable FakeRepository find(String id) {
        FakeRepository repository =
                id.matches("R_\\d+") ? gitHub.repositories.get(Long.valueOf(id.substring(2))) : null;
        return repository == null || hides(repository) ? null : repository;
    }

    private Map<String, Object> json(FakeRepository r) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", r.node());
        json.put("databaseId", r.id);
        json.put("nameWithOwner", r.name);
        json.put("isFork", r.fork);
        json.put("isArchived", r.archived);
        json.put("createdAt", "2020-01-01T00:00:00Z");
        json.put("pushedAt", r.pushedAt.toString());
        json.put("url", "https://github.com/" + r.name);
        json.put("defaultBranchRef", Map.of("name", "main"));
        json.put(
                "deployments",
                page(
                        newest(r.deployments, "createdAt").stream()
                                .map(d -> deployment(d))
                                .toList(),
                        10));
        return json;
    }

    private static Map<String, Object> deployment(Map<String, Object> deployment) {
        Map<String, Object> json = new LinkedHashMap<>(deployment);
        List<?> statuses = (List<?>) Objects.requireNonNull(deployment.get("statuses"));
        if (!statuses.isEmpty()) {
            json.put("latestStatus", statuses.get(0));
        }
        json.put("statuses", Map.of("pageInfo", pageInfo(statuses.size(), statuses.size()), "nodes", statuses));
        return json;
    }

    private Object deploymentPage(FakeRepository repository) {
        return page(newest(repository.deployments, "createdAt").stream()
                .map(d -> deployment(d))
                .toList());
    }

    private @Nullable Object ofRepository(String field, Function<FakeRepository, Object> connection) {
        FakeRepository repository = find(variables.path("repository").asText());
        return repository == null ? null : Map.of(field, connection.apply(repository));
    }

    private @Nullable Object statuses(String id) {
        return any(id);
    }

    private @Nullable Object any(String id) {
        for (FakeRepository repository : gitHub.repositories.values()) {
            for (Map<String, Object> json : repository.deployments) {
                if (id.equals(json.get("id"))) {
                    return deployment(json);
                }
            }
            for (Map<String, Object> json : repository.releases) {
                if (id.equals(json.get("id"))) {
                    return json;
                }
            }
        }
        return null;
    }

    private @Nullable Object signals(String id) {
        FakeRepository r = find(id);
        if (r == null) {
            return null;
        }
        List<Map<String, String>> entries =
                r.workflowFiles.stream().map(file -> Map.of("name", file)).toList();
        return Map.of(
                "id", id, "object", Map.of("entries", entries), "releases", page(r.releases), "refs", page(r.tags));
    }

    private @Nullable Object workflows(String id) {
        FakeRepository r = find(id);
        if (r == null) {
            return null;
        }
        List<Map<String, Object>> entries = r.workflowFiles.stream()
                .map(file -> Map.<String, Object>of(
                        "name", file, "object", Map.of("text", r.workflowTexts.getOrDefault(file, ""))))
                .toList();
        return Map.of("id", id, "object", Map.of("entries", entries));
    }

    private @Nullable Object members() {
        List<String> logins = gitHub.members.get(variables.path("organization").asText() + "/"
                + variables.path("slug").asText());
        Map<String, @Nullable Object> organization = new LinkedHashMap<>();
        organization.put("team", null);
        if (logins != null) {
            organization.put(
                    "team",
                    Map.of(
                            "members",
                            page(logins.stream()
                                    .map(login -> Map.<String, Object>of("login", login))
                                    .toList())));
        }
        return organization;
    }

    private @Nullable Object files(String id) {
        FakeRepository r = find(id);
        if (r == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, @Nullable Object> commit = new LinkedHashMap<>();
        commit.put("committedDate", r.pushedAt.toString());
        commit.put("statusCheckRollup", r.checked ? Map.of("state", "FAILURE") : null);
        if (!r.checksError.isEmpty()) {
            error(
                    r.checksError,
                    "Resource not accessible by integration",
                    "nodes",
                    0,
                    "defaultBranchRef",
                    "target",
                    "statusCheckRollup");
        }
        json.put("id", id);
        json.put("defaultBranchRef", Map.of("target", commit));
        json.put("root", r.emptied ? null : tree(r, ""));
        json.put("github", tree(r, ".github/"));
        json.put("docs", tree(r, "docs/"));
        json.put("workflows", tree(r, ".github/workflows/"));
        return json;
    }

    private static @Nullable Object tree(FakeRepository repository, String folder) {
        Map<String, Object> entries = new LinkedHashMap<>();
        repository.files.forEach((path, text) -> {
            if (path.startsWith(folder)) {
                String name = path.substring(folder.length()).replaceFirst("/.*", "");
                boolean file = path.equals(folder + name);
                entries.putIfAbsent(
                        name,
                        file
                                ? Map.of("name", name, "object", Map.of("isTruncated", false, "text", text))
                                : Map.of("name", name, "object", Map.of()));
            }
        });
        return entries.isEmpty() && !folder.isEmpty() ? null : Map.of("entries", List.copyOf(entries.values()));
    }

    private @Nullable Object named() {
        String name =
                variables.path("owner").asText() + "/" + variables.path("name").asText();
        for (FakeRepository r : gitHub.repositories.values()) {
            if (r.name.equalsIgnoreCase(name)) {
                return json(r);
            }
        }
        FakeRepository former = gitHub.formerNames.get(name);
        if (former == null) {
            error("NOT_FOUND", "Could not resolve to a Repository with the name '" + name + "'.", "repository");
            return null;
        }
        return json(former);
    }

    private @Nullable Object teams() {
        if (!gitHub.teamsError.isEmpty()) {
            error(gitHub.teamsError, "Resource not accessible by personal access token", "organization", "teams");
            return null;
        }
        List<Object> nodes = new ArrayList<>();
        for (FakeGitHub.FakeTeam team : gitHub.teams.values()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("slug", team.slug());
            team.parent().ifPresent(parent -> json.put("parentTeam", Map.of("slug", parent)));
            List<Object> edges = new ArrayList<>();
            for (FakeRepository r : gitHub.repositories.values()) {
                if (team.permissions().containsKey(r.name)) {
                    edges.add(Map.of("permission", team.permissions().get(r.name), "node", Map.of("id", r.node())));
                }
            }
            json.put("repositories", Map.of("pageInfo", pageInfo(0, 0), "edges", edges));
            nodes.add(json);
        }
        return Map.of("teams", Map.of("pageInfo", pageInfo(0, 0), "nodes", nodes));
    }

    private List<@Nullable Object> nodes(String ids, String alias, Function<String, @Nullable Object> find) {
        List<@Nullable Object> nodes = new ArrayList<>();
        for (JsonNode id : variables.path(ids)) {
            Object found = find.apply(id.asText());
            if (found == null) {
                error(
                        whyMissing(id.asText()),
                        "Could not resolve to a node with the global id of '" + id.asText() + "'",
                        alias,
                        nodes.size());
            }
            nodes.add(found);
        }
        return nodes;
    }

    private String whyMissing(String id) {
        return gitHub.repositories.values().stream()
                .filter(r -> r.node().equals(id) && !r.hidden.isEmpty())
                .map(r -> r.hidden)
                .findFirst()
                .orElse("NOT_FOUND");
    }

    private void error(String type, String message, Object... path) {
        Map<String, Object> error = new LinkedHashMap<>(Map.of("message", message, "path", List.of(path)));
        if (!type.isEmpty()) {
            error.put("type", type);
        }
        errors.add(error);
    }

    static List<Map<String, Object>> newest(List<Map<String, Object>> items, String field) {
        return items.stream()
                .sorted(Comparator.comparing((Map<String, Object> json) -> String.valueOf(json.get(field)))
                        .reversed())
                .toList();
    }

    private Map<String, Object> page(List<? extends Object> items) {
        return page(items, gitHub.pageSize);
    }

    private Map<String, Object> page(List<? extends Object> items, int size) {
        int from = size == 10 ? 0 : variables.path("after").asInt(0);
        int to = Math.min(items.size(), from + size);
        return Map.of(
                "totalCount", items.size(), "pageInfo", pageInfo(to, items.size()), "nodes", items.subList(from, to));
    }

    private static Map<String, Object> pageInfo(int to, int total) {
        return Map.of("hasNextPage", to < total, "endCursor", Integer.toString(to));
    }
}
