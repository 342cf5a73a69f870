package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository and all facts about it so far written down. Facts are only added; readers look through a {@link Moment}. */
final class DemoRepository {
    private final long id;
    private final String name;
    private final boolean archived;
    private final boolean fork;
    private final Instant createdAt;
    private final Map<String, DemoCommit> commits = new LinkedHashMap<>();
    private final Map<String, List<Push>> branches = new TreeMap<>();
    private final Map<Integer, DemoPullRequest> pullRequests = new TreeMap<>();
    private final Map<String, List<DemoPullRequest>> pullRequestsByCommit = new HashMap<>();
    private final List<DemoDeployment> deployments = new ArrayList<>();
    private final List<DemoRelease> releases = new ArrayList<>();
    private final List<DemoTag> tags = new ArrayList<>();
    private final List<DemoRun> runs = new ArrayList<>();

    DemoRepository(long id, String name, boolean archived, boolean fork, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.archived = archived;
        this.fork = fork;
        this.createdAt = createdAt;
    }

    /** A branch pointing to a commit from an instant on. */
    record Push(String commit, Instant at) implements Dated {}

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean archived() {
        return archived;
    }

    boolean fork() {
        return fork;
    }

    Instant createdAt() {
        return createdAt;
    }

    String fullName() {
        return DemoOrganization.LOGIN + "/" + name;
    }

    /** A host of the reserved domain, so that no link leads to somebody. */
    String url() {
        return "https://github.example/" + fullName();
    }

    void add(DemoCommit commit) {
        commits.put(commit.oid(), commit);
    }

    /** Pushes to a branch are added in the order of their instants. */
    void push(String branch, DemoCommit head) {
        branches.computeIfAbsent(branch, any -> new ArrayList<>()).add(new Push(head.oid(), head.at()));
    }

    void add(DemoPullRequest pullRequest) {
        pullRequests.put(pullRequest.number(), pullRequest);
        pullRequest.commits().forEach(commit -> associate(commit.oid(), pullRequest));
        pullRequest.mergeCommit().ifPresent(commit -> associate(commit, pullRequest));
    }

    private void associate(String commit, DemoPullRequest pullRequest) {
        pullRequestsByCommit.computeIfAbsent(commit, any -> new ArrayList<>(1)).add(pullRequest);
    }

    void add(DemoDeployment deployment) {
        deployments.add(deployment);
    }

    void add(DemoRelease release) {
        releases.add(release);
    }

    void add(DemoTag tag) {
        tags.add(tag);
    }

    void add(DemoRun run) {
        runs.add(run);
    }

    Optional<DemoCommit> commit(String oid) {
        return Optional.ofNullable(commits.get(oid));
    }

    Map<String, DemoCommit> commits() {
        return Collections.unmodifiableMap(commits);
    }

    Map<String, List<Push>> branches() {
        return Collections.unmodifiableMap(branches);
    }

    Map<Integer, DemoPullRequest> pullRequests() {
        return Collections.unmodifiableMap(pullRequests);
    }

    List<DemoPullRequest> pullRequestsOf(String commit) {
        return pullRequestsByCommit.getOrDefault(commit, List.of());
    }

    List<DemoDeployment> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    List<DemoRelease> releases() {
        return Collections.unmodifiableList(releases);
    }

    List<DemoTag> tags() {
        return Collections.unmodifiableList(tags);
    }

    List<DemoRun> runs() {
        return Collections.unmodifiableList(runs);
    }
}
