package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Facts in the shapes of GitHub's REST API. */
final class GitHubJson {
    private final Moment moment;

    GitHubJson(Moment moment) {
        this.moment = moment;
    }

    ObjectNode user(String login) {
        return object().put("login", login).put("id", new Login(login).id()).put("type", "User");
    }

    /** An account of somebody or of an app. */
    private ObjectNode actor(Object account) {
        return account instanceof Login.Bot bot
                ? user(bot.restLogin()).put("type", "Bot")
                : user(((Login) account).login());
    }

    ObjectNode repository(DemoRepository repository) {
        String pushedAt = moment.pushedAt(repository).toString();
        ObjectNode node = object().put("id", repository.id())
                .put("node_id", NodeIds.of(repository))
                .put("name", repository.name())
                .put("full_name", repository.fullName())
                .put("html_url", repository.url())
                .put("private", true)
                .put("visibility", "private")
                .put("fork", repository.fork())
                .put("archived", repository.archived())
                .put("disabled", false)
                .put("default_branch", DemoPullRequest.BASE)
                .put("created_at", repository.createdAt().toString())
                .put("updated_at", pushedAt)
                .put("pushed_at", pushedAt);
        node.putObject("owner").put("login", DemoOrganization.LOGIN).put("type", "Organization");
        node.putArray("topics");
        return node;
    }

    ObjectNode commit(DemoCommit commit) {
        ObjectNode node = object().put("sha", commit.oid())
                .put("node_id", NodeIds.of(commit))
                .put("html_url", commit.url());
        ObjectNode inner = node.putObject("commit");
        signature(inner.putObject("author"), commit, commit.authoredAt());
        signature(inner.putObject("committer"), commit, commit.committedAt());
        inner.put("message", commit.message()).put("comment_count", 0);
        node.set("author", user(commit.author()));
        node.set("committer", user(commit.author()));
        ArrayNode parents = node.putArray("parents");
        commit.parents().forEach(parent -> parents.addObject().put("sha", parent));
        return node;
    }

    private static void signature(ObjectNode node, DemoCommit commit, Instant date) {
        CommitTypes.Signature signature = new CommitTypes.Signature(commit.author(), date);
        node.put("name", signature.login()).put("email", signature.email()).put("date", date.toString());
    }

    ObjectNode commitWithFiles(DemoCommit commit) {
        ObjectNode node = commit(commit);
        ArrayNode files = node.putArray("files");
        commit.paths().forEach(path -> files.addObject().put("filename", path).put("status", "modified"));
        return node;
    }

    ObjectNode deployment(DemoDeployment deployment) {
        String updatedAt = moment.statuses(deployment).stream()
                .reduce((earlier, later) -> later)
                .map(DemoDeployment.Status::at)
                .orElse(deployment.at())
                .toString();
        ObjectNode node = object().put("id", deployment.id())
                .put("node_id", NodeIds.of(deployment))
                .put("sha", deployment.commit())
                .put("ref", deployment.ref())
                .put("task", "deploy")
                .put("environment", deployment.environment())
                .put("original_environment", deployment.environment())
                .put("created_at", deployment.at().toString())
                .put("updated_at", updatedAt)
                .put("transient_environment", deployment.isTransient())
                .put("production_environment", deployment.environment().equals("production"));
        node.putObject("payload");
        node.set("creator", actor(DeploymentTypes.creator(deployment)));
        return node;
    }

    ObjectNode status(DemoDeployment.Status status) {
        ObjectNode node = object().put("id", status.id())
                .put("node_id", "DES_" + status.id())
                .put("state", status.state())
                .put("environment", status.deployment().environment())
                .put("log_url", status.deployment().logUrl())
                .put("environment_url", "")
                .put("created_at", status.at().toString())
                .put("updated_at", status.at().toString());
        node.set("creator", actor(DeploymentTypes.creator(status.deployment())));
        return node;
    }

    ObjectNode release(DemoRelease release) {
        return object().put("id", release.id())
                .put("node_id", NodeIds.of(release))
                .put("tag_name", release.tag())
                .put("target_commitish", DemoPullRequest.BASE)
                .put("name", release.tag())
                .put("draft", release.draft())
                .put("prerelease", release.prerelease())
                .put("html_url", release.url())
                .put("created_at", DeploymentTypes.createdAt(release).toString())
                .put("published_at", release.at().toString());
    }

    ObjectNode tag(DemoTag tag) {
        ObjectNode node = object().put("name", tag.name());
        node.putObject("commit").put("sha", tag.commit());
        return node;
    }

    ObjectNode pullRequest(DemoPullRequest one) {
        ObjectNode node = object().put("id", one.repository().id() * 4 + one.number())
                .put("node_id", NodeIds.of(one))
                .put("number", one.number())
                .put("state", one.isClosed(moment.now()) ? "closed" : "open")
                .put("title", one.title())
                .put("body", one.body())
                .put("draft", one.isDraft(moment.now()))
                .put("html_url", one.url())
                .put("created_at", one.at().toString());
        Optional<Instant> mergedAt = one.mergedAt(moment.now());
        Optional<Instant> closedAt = one.closedAt().filter(at -> !at.isAfter(moment.now()));
        node.put("updated_at", closedAt.orElse(one.at()).toString());
        closedAt.ifPresentOrElse(at -> node.put("closed_at", at.toString()), () -> node.putNull("closed_at"));
        mergedAt.ifPresentOrElse(at -> node.put("merged_at", at.toString()), () -> node.putNull("merged_at"));
        mergedAt.flatMap(at -> one.mergeCommit()).ifPresent(oid -> node.put("merge_commit_sha", oid));
        node.set("user", user(one.author()));
        ArrayNode labels = node.putArray("labels");
        one.labels().forEach(label -> labels.addObject().put("name", label));
        node.putObject("base").put("ref", DemoPullRequest.BASE);
        node.putObject("head").put("ref", one.head());
        return node;
    }

    /** A run as of one of its attempts. */
    ObjectNode run(DemoRun run, int number) {
        DemoRun.Attempt attempt = run.attempts().get(number - 1);
        boolean completed = !attempt.endedAt().isAfter(moment.now());
        ObjectNode node = object().put("id", run.id())
                .put("node_id", "WFR_" + run.id())
                .put("name", run.file().replaceFirst("\\.ya?ml$", ""))
                .put("path", ".github/workflows/" + run.file())
                .put("workflow_id", workflowId(run.repository(), run.file()))
                .put("event", run.event())
                .put("status", completed ? "completed" : "in_progress")
                .put("head_branch", run.branch())
                .put("head_sha", run.commit())
                .put("run_number", run.number())
                .put("run_attempt", number)
                .put("html_url", run.url())
                .put("created_at", run.at().toString())
                .put("run_started_at", attempt.at().toString())
                .put("updated_at", (completed ? attempt.endedAt() : attempt.at()).toString());
        if (completed) {
            node.put("conclusion", attempt.conclusion());
        } else {
            node.putNull("conclusion");
        }
        node.set("actor", user(run.actor()));
        node.set("triggering_actor", user(run.actor()));
        node.putArray("referenced_workflows");
        node.putObject("repository")
                .put("id", run.repository().id())
                .put("full_name", run.repository().fullName());
        return node;
    }

    static long workflowId(DemoRepository repository, String file) {
        return repository.id() % 1_000_000 * 10 + Math.floorMod(file.hashCode(), 10);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
