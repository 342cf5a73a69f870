package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.ago;

import io.mlopsexporter.event.PullRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pull request of a small world, and what it may have besides. */
record PullWorld(PullRequest event) {
    PullWorld(String repository, int number, double opened, double merged, String commit) {
        this(new PullRequest(
                repository,
                number,
                "pull request " + number,
                "topic/" + number,
                List.of(),
                ago(opened),
                Optional.empty(),
                List.of(),
                ago(merged),
                commit,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                "https://github.example/pull/" + number));
    }

    PullWorld firstCommit(double authored) {
        return with(event.title(), event.labels(), event.readyAt(), event.reviewedAt(), Optional.of(ago(authored)));
    }

    PullWorld ready(double at) {
        return with(event.title(), event.labels(), Optional.of(ago(at)), event.reviewedAt(), event.firstCommitAt());
    }

    PullWorld reviewed(double... at) {
        return with(
                event.title(),
                event.labels(),
                event.readyAt(),
                Arrays.stream(at).mapToObj(World::ago).toList(),
                event.firstCommitAt());
    }

    PullWorld title(String title) {
        return with(title, event.labels(), event.readyAt(), event.reviewedAt(), event.firstCommitAt());
    }

    PullWorld label(String label) {
        return with(event.title(), List.of(label), event.readyAt(), event.reviewedAt(), event.firstCommitAt());
    }

    PullWorld branch(String branch) {
        return rest(branch, event.commits(), event.reverts(), event.revertsPullRequests(), event.paths());
    }

    PullWorld commits(String... names) {
        var oids = Arrays.stream(names).map(RepositoryWorld::oid).toList();
        return rest(event.branch(), oids, event.reverts(), event.revertsPullRequests(), event.paths());
    }

    PullWorld reverts(String... oids) {
        return rest(event.branch(), event.commits(), List.of(oids), event.revertsPullRequests(), event.paths());
    }

    PullWorld revertsPull(int number) {
        return rest(event.branch(), event.commits(), event.reverts(), List.of(number), event.paths());
    }

    PullWorld touches(String... paths) {
        return rest(
                event.branch(),
                event.commits(),
                event.reverts(),
                event.revertsPullRequests(),
                Optional.of(List.of(paths)));
    }

    private PullWorld with(
            String title,
            List<String> labels,
            Optional<Instant> ready,
            List<Instant> reviewed,
            Optional<Instant> first) {
        return new PullWorld(new PullRequest(
                event.repository(),
                event.number(),
                title,
                event.branch(),
                labels,
                event.openedAt(),
                ready,
                reviewed,
                event.mergedAt(),
                event.mergeCommit(),
                event.commits(),
                first,
                event.reverts(),
                event.revertsPullRequests(),
                event.paths(),
                event.url()));
    }

    private PullWorld rest(
            String branch,
            List<String> commits,
            List<String> reverts,
            List<Integer> pulls,
            Optional<List<String>> paths) {
        return new PullWorld(new PullRequest(
                event.repository(),
                event.number(),
                event.title(),
                branch,
                event.labels(),
                event.openedAt(),
                event.readyAt(),
                event.reviewedAt(),
                event.mergedAt(),
                event.mergeCommit(),
                commits,
                event.firstCommitAt(),
                reverts,
                pulls,
                paths,
                event.url()));
    }
}
