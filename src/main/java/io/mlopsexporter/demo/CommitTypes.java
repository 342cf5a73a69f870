package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Commits. */
final class CommitTypes {
    private final GraphQlSchema schema;
    private final Moment moment;

    CommitTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
    }

    /** Who made something, and when. */
    record Signature(String login, Instant date) {
        String email() {
            return login + "@acme-ai.example";
        }
    }

    /** Of a commit. */
    record Checks(DemoCommit commit) {}

    void add() {
        schema.connected("Commit");
        schema.type("StatusCheckRollup", Checks.class)
                .leaf("id", checks -> "SCR_" + checks.commit().oid())
                .leaf("state", checks -> "SUCCESS");
        schema.type("GitActor", Signature.class)
                .leaf("name", Signature::login)
                .leaf("email", Signature::email)
                .leaf("date", Signature::date)
                .object("user", "User", signature -> new Login(signature.login()));
        schema.type("Commit", DemoCommit.class)
                .leaf("id", NodeIds::of)
                .leaf("oid", DemoCommit::oid)
                .leaf("abbreviatedOid", commit -> commit.oid().substring(0, 7))
                .leaf("message", DemoCommit::message)
                .leaf("messageHeadline", DemoCommit::headline)
                .leaf("messageBody", DemoCommit::messageBody)
                .leaf("authoredDate", DemoCommit::authoredAt)
                .leaf("committedDate", DemoCommit::committedAt)
                .leaf("url", DemoCommit::url)
                .leaf("commitUrl", DemoCommit::url)
                .leaf("changedFilesIfAvailable", commit -> commit.paths().size())
                .object("author", "GitActor", commit -> new Signature(commit.author(), commit.authoredAt()))
                .object("committer", "GitActor", commit -> new Signature(commit.author(), commit.committedAt()))
                .object("repository", "Repository", DemoCommit::repository)
                .object("statusCheckRollup", "StatusCheckRollup", CommitTypes::checks)
                .connection("parents", "Commit", (commit, a) -> parents(commit))
                .connection("history", "Commit", this::history, "since", "until", "path", "author")
                .connection("associatedPullRequests", "PullRequest", (it, a) -> moment.pullRequestsOf(it), "orderBy")
                .connection("deployments", "Deployment", (commit, a) -> deployments(commit), "environments", "orderBy");
    }

    /** The outcome of the checks of a commit. */
    private static Optional<Object> checks(DemoCommit commit) {
        return DemoFiles.isChecked(commit.repository()) ? Optional.of(new Checks(commit)) : Optional.empty();
    }

    private List<DemoCommit> parents(DemoCommit commit) {
        return commit.parents().stream()
                .flatMap(oid -> moment.commit(commit.repository(), oid).stream())
                .toList();
    }

    private List<DemoCommit> history(DemoCommit commit, Arguments arguments) {
        Instant since = arguments.text("since").map(Instant::parse).orElse(Instant.MIN);
        Instant until = arguments.text("until").map(Instant::parse).orElse(Instant.MAX);
        return Graph.history(commit).stream()
                .filter(one ->
                        !one.committedAt().isBefore(since) && !one.committedAt().isAfter(until))
                .toList();
    }

    private List<DemoDeployment> deployments(DemoCommit commit) {
        return moment.deployments(commit.repository()).stream()
                .filter(one -> one.commit().equals(commit.oid()))
                .toList();
    }
}
