package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Deployments with their statuses, and releases. */
final class DeploymentTypes {
    private final GraphQlSchema schema;
    private final Moment moment;
    private final References references;

    DeploymentTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
        this.references = new References(moment);
    }

    void add() {
        schema.connected("Deployment", "DeploymentStatus", "Release");
        deployment();
        schema.type("DeploymentStatus", DemoDeployment.Status.class)
                .leaf("id", status -> "DES_" + status.id())
                .leaf("state", status -> status.state().toUpperCase(Locale.ROOT))
                .leaf("createdAt", DemoDeployment.Status::at)
                .leaf("updatedAt", DemoDeployment.Status::at)
                .leaf("environment", status -> status.deployment().environment())
                .leaf("logUrl", status -> status.deployment().logUrl())
                .leaf("environmentUrl", status -> Optional.empty())
                .leaf("description", status -> "")
                .object("creator", "Actor", status -> creator(status.deployment()))
                .object("deployment", "Deployment", DemoDeployment.Status::deployment);
        release();
    }

    private void deployment() {
        schema.type("Deployment", DemoDeployment.class)
                .leaf("id", NodeIds::of)
                .leaf("databaseId", DemoDeployment::id)
                .leaf("commitOid", DemoDeployment::commit)
                .leaf("environment", DemoDeployment::environment)
                .leaf("latestEnvironment", DemoDeployment::environment)
                .leaf("originalEnvironment", DemoDeployment::environment)
                .leaf("task", deployment -> "deploy")
                .leaf("payload", deployment -> "{}")
                .leaf("description", deployment -> "")
                .leaf("createdAt", DemoDeployment::at)
                .leaf("updatedAt", this::updatedAt)
                .leaf("state", this::state)
                .object("commit", "Commit", it -> moment.commit(it.repository(), it.commit()))
                .object("ref", "Ref", it -> references.branch(it.repository(), it.ref()))
                .object(
                        "latestStatus",
                        "DeploymentStatus",
                        it -> statuses(it).stream().findFirst())
                .connection("statuses", "DeploymentStatus", (it, a) -> statuses(it))
                .object("creator", "Actor", DeploymentTypes::creator)
                .object("repository", "Repository", DemoDeployment::repository);
    }

    private void release() {
        schema.type("Release", DemoRelease.class)
                .leaf("id", NodeIds::of)
                .leaf("databaseId", DemoRelease::id)
                .leaf("tagName", DemoRelease::tag)
                .leaf("name", DemoRelease::tag)
                .leaf("isDraft", DemoRelease::draft)
                .leaf("isPrerelease", DemoRelease::prerelease)
                .leaf("createdAt", DeploymentTypes::createdAt)
                .leaf("publishedAt", it -> it.draft() ? Optional.empty() : Optional.of(it.at()))
                .leaf("updatedAt", DemoRelease::at)
                .leaf("url", DemoRelease::url)
                .object("tagCommit", "Commit", it -> moment.commit(it.repository(), it.commit()))
                .object("tag", "Ref", it -> references.tag(it.repository(), it.tag()))
                .object("author", "User", it -> author(it.repository(), it.commit()))
                .object("repository", "Repository", DemoRelease::repository);
    }

    /** Three of four are made by whoever wrote what is deployed, the others by an app. */
    static Object creator(DemoDeployment deployment) {
        return deployment.id() / 7 % 4 == 0 ? Login.DEPLOYER : author(deployment.repository(), deployment.commit());
    }

    private static Login author(DemoRepository repository, String commit) {
        return new Login(repository.commit(commit).orElseThrow().author());
    }

    /** A release's creation is its commit's date, as GitHub has it. */
    static Instant createdAt(DemoRelease release) {
        return release.repository()
                .commit(release.commit())
                .map(DemoCommit::committedAt)
                .orElse(release.at());
    }

    /** Newest first. */
    private List<DemoDeployment.Status> statuses(DemoDeployment deployment) {
        List<DemoDeployment.Status> statuses = new ArrayList<>(moment.statuses(deployment));
        Collections.reverse(statuses);
        return statuses;
    }

    private Instant updatedAt(DemoDeployment deployment) {
        return statuses(deployment).stream()
                .findFirst()
                .map(DemoDeployment.Status::at)
                .orElse(deployment.at());
    }

    /** GitHub says {@code ACTIVE} of a success that nothing has replaced. */
    private String state(DemoDeployment deployment) {
        return statuses(deployment).stream()
                .findFirst()
                .map(status -> status.state().equals("success")
                        ? "ACTIVE"
                        : status.state().toUpperCase(Locale.ROOT))
                .orElse("PENDING");
    }
}
