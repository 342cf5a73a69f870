package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitHub's REST API at a moment, as far as the delivery of software goes. */
final class GitHubRest {
    private static final Pattern BY_NAME = Pattern.compile("/repos/([^/]+)/([^/]+)(/.*)?");
    private static final Pattern BY_ID = Pattern.compile("/repositories/([0-9]{1,18})(/.*)?");

    private final Moment moment;
    private final Query query;
    private final GitHubJson json;

    GitHubRest(Moment moment, Query query) {
        this.moment = moment;
        this.query = query;
        this.json = new GitHubJson(moment);
    }

    /**
     * What a path leads to.
     *
     * @param status 200, or why there is no body
     * @param links path for links to other pages; empty if it is no list
     */
    record Found(int status, JsonNode body, String links, Paging paging) {
        static final Found NOTHING = missing(404);

        static Found missing(int status) {
            return new Found(status, MissingNode.getInstance(), "", new Paging(1, 1, 1));
        }

        static Found one(JsonNode body) {
            return new Found(200, body, "", new Paging(1, 1, 1));
        }

        /** Links name repositories by number, as GitHub's do. */
        Found linkedAs(String path) {
            return new Found(status, body, paging.last() > 1 ? path : "", paging);
        }
    }

    Found find(String path) {
        Matcher byName = BY_NAME.matcher(path);
        if (byName.matches()) {
            return moment.repository(byName.group(1), byName.group(2))
                    .map(repository -> within(repository, rest(byName.group(3))))
                    .orElse(Found.NOTHING);
        }
        Matcher byId = BY_ID.matcher(path);
        if (byId.matches()) {
            return moment.repository(Long.parseLong(byId.group(1)))
                    .map(repository -> within(repository, rest(byId.group(2))))
                    .orElse(Found.NOTHING);
        }
        if (path.equals("/orgs/" + DemoOrganization.LOGIN + "/repos")) {
            return list(moment.repositories(), 30, json::repository).linkedAs(path);
        }
        return path.equals("/user") ? Found.one(json.user("demo")) : Found.NOTHING;
    }

    private static String rest(String group) {
        return Optional.ofNullable(group).orElse("");
    }

    private Found within(DemoRepository repository, String path) {
        String[] steps = path.split("/", 4);
        Found found =
                switch (steps.length > 1 ? steps[1] : "") {
                    case "" -> Found.one(json.repository(repository));
                    case "compare" -> compare(repository, path.substring("/compare/".length()));
                    case "commits" -> commits(repository, steps);
                    case "deployments" -> deployments(repository, steps);
                    case "actions" -> new GitHubActions(moment, query, json).find(repository, path);
                    case "releases" -> list(newestFirst(published(repository)), 30, json::release);
                    case "tags" -> list(newestFirst(moment.tags(repository)), 30, json::tag);
                    case "pulls" -> pulls(repository, steps);
                    default -> Found.NOTHING;
                };
        return found.linkedAs("/repositories/" + repository.id() + path);
    }

    private Found compare(DemoRepository repository, String range) {
        int dots = range.indexOf("...");
        if (dots < 0) {
            return Found.NOTHING;
        }
        Optional<DemoCommit> base = moment.resolve(repository, range.substring(0, dots));
        Optional<DemoCommit> head = moment.resolve(repository, range.substring(dots + 3));
        if (base.isEmpty() || head.isEmpty()) {
            return Found.NOTHING;
        }
        Graph.Comparison comparison = Graph.compare(base.get(), head.get());
        if (comparison.mergeBase().isEmpty()) {
            return Found.NOTHING;
        }
        List<DemoCommit> ahead = comparison.ahead();
        boolean paged = query.text("page").isPresent() || query.text("per_page").isPresent();
        Paging paging = paged ? Paging.of(query, 100, ahead.size()) : new Paging(1, 250, 1);
        // without pages the last 250 are shown, and total_commits tells that there are more
        List<DemoCommit> shown =
                paged ? paging.of(ahead) : ahead.subList(Math.max(0, ahead.size() - 250), ahead.size());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", comparison.status())
                .put("ahead_by", ahead.size())
                .put("behind_by", comparison.behind())
                .put("total_commits", ahead.size());
        body.set("base_commit", json.commit(base.get()));
        body.set("merge_base_commit", json.commit(comparison.mergeBase().get()));
        ArrayNode commits = body.putArray("commits");
        shown.forEach(commit -> commits.add(json.commit(commit)));
        body.putArray("files");
        return new Found(200, body, "", paging);
    }

    private Found commits(DemoRepository repository, String[] steps) {
        if (steps.length == 2) {
            return moment.resolve(repository, query.text("sha").orElse("HEAD"))
                    .map(from -> list(Graph.history(from), 30, json::commit))
                    .orElse(Found.NOTHING);
        }
        Optional<DemoCommit> commit = moment.resolve(repository, steps[2]);
        if (commit.isEmpty()) {
            return Found.missing(422);
        }
        if (steps.length == 4) {
            return steps[3].equals("pulls")
                    ? list(moment.pullRequestsOf(commit.get()), 30, json::pullRequest)
                    : Found.NOTHING;
        }
        return Found.one(json.commitWithFiles(commit.get()));
    }

    private Found deployments(DemoRepository repository, String[] steps) {
        List<DemoDeployment> all = newestFirst(moment.deployments(repository));
        if (steps.length == 2) {
            return list(
                    all.stream()
                            .filter(one -> query.wants("environment", one.environment()))
                            .filter(one -> query.wants("sha", one.commit()) && query.wants("ref", one.ref()))
                            .toList(),
                    30,
                    json::deployment);
        }
        Optional<DemoDeployment> one = all.stream()
                .filter(it -> steps[2].equals(String.valueOf(it.id())))
                .findFirst();
        if (one.isEmpty()) {
            return Found.NOTHING;
        }
        if (steps.length == 3) {
            return Found.one(json.deployment(one.get()));
        }
        return steps[3].equals("statuses")
                ? list(newestFirst(moment.statuses(one.get())), 30, json::status)
                : Found.NOTHING;
    }

    private Found pulls(DemoRepository repository, String[] steps) {
        List<DemoPullRequest> all = newestFirst(moment.pullRequests(repository));
        if (steps.length == 2) {
            String state = query.text("state").orElse("open");
            return list(
                    all.stream()
                            .filter(one -> state.equals("all") || state.equals("closed") == one.isClosed(moment.now()))
                            .toList(),
                    30,
                    json::pullRequest);
        }
        Optional<DemoPullRequest> one = all.stream()
                .filter(it -> steps[2].equals(String.valueOf(it.number())))
                .findFirst();
        if (one.isEmpty()) {
            return Found.NOTHING;
        }
        if (steps.length == 3) {
            return Found.one(json.pullRequest(one.get()));
        }
        return steps[3].equals("commits") ? list(moment.commits(one.get()), 30, json::commit) : Found.NOTHING;
    }

    private List<DemoRelease> published(DemoRepository repository) {
        return moment.releases(repository).stream().filter(one -> !one.draft()).toList();
    }

    private <T> Found list(List<T> all, int defaultSize, Function<T, JsonNode> shape) {
        Paging paging = Paging.of(query, defaultSize, all.size());
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        paging.of(all).forEach(item -> array.add(shape.apply(item)));
        return new Found(200, array, "", paging);
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        Collections.reverse(reversed);
        return reversed;
    }
}
