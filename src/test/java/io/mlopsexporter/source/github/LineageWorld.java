package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Applications;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository whose history lies in memory, its deployments, and a reader of its lineage. */
final class LineageWorld {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration HISTORY = Duration.ofDays(365);
    static final Repository REPOSITORY =
            new Repository("github/1", "acme/x", "main", START, "https://github.com/acme/x", false);

    final FakeHistory server = new FakeHistory();
    final InMemoryJournal journal = new InMemoryJournal();
    private final int mostCommits;
    private final LineageReader reader;
    private int deployments;

    LineageWorld(int mostCommits) {
        this.mostCommits = mostCommits;
        reader = newReader();
        journal.write(Batch.of(List.<Event>of(REPOSITORY, application(List.of()))), Map.of());
    }

    private LineageReader newReader() {
        return new LineageReader(
                any -> server,
                any -> new NoPullRequests(),
                any -> {
                    throw new IllegalStateException("nobody asks for paths");
                },
                HISTORY,
                mostCommits);
    }

    static Application application(List<String> paths) {
        return Applications.of("github/x", "x", "team", REPOSITORY.id(), paths);
    }

    static Instant day(double number) {
        return START.plusSeconds(Math.round(number * 86_400));
    }

    static Deployment deployment(int number, double day, String environment, String commit) {
        return new Deployment(
                REPOSITORY.id() + "/github_deployments/" + number,
                Integer.toString(number),
                REPOSITORY.id(),
                Signal.GITHUB_DEPLOYMENTS,
                commit,
                environment,
                environment,
                false,
                "",
                "main",
                day(day),
                Optional.of(day(day)),
                Optional.empty(),
                Optional.empty());
    }

    void deploy(double day, String environment, String commit) {
        journal.write(Batch.of(List.of(deployment(++deployments, day, environment, commit))), Map.of());
    }

    void deploy(double day, String commit) {
        deploy(day, "production", commit);
    }

    /** Whatever was remembered, the answer is that of a reader that remembers nothing. */
    boolean needed(double asOf, Duration lookBack) {
        boolean needed = reader.needed(REPOSITORY, lookBack, day(asOf), journal.log());
        assertThat(needed)
                .as("at %s of %s", day(asOf), lookBack)
                .isEqualTo(newReader().needed(REPOSITORY, lookBack, day(asOf), journal.log()));
        return needed;
    }

    /** Reads, if it is needed. */
    void read(double asOf, Duration lookBack) {
        if (needed(asOf, lookBack)) {
            reader.read(REPOSITORY, lookBack, day(asOf), journal);
        }
    }

    void read(double asOf) {
        read(asOf, HISTORY);
    }

    RepositoryHistory history() {
        return journal.log().history(REPOSITORY.id());
    }

    Lineage lineage() {
        return history().lineage().orElseThrow();
    }

    List<Chain> chains(double asOf, Duration lookBack) {
        return Chain.of(
                List.copyOf(journal.log().applications().values()),
                history(),
                day(asOf).minus(HISTORY),
                day(asOf).minus(lookBack));
    }

    /** What the events say is reachable: the measures' way, written anew. */
    Set<String> known(String oid) {
        Set<String> seen = new HashSet<>();
        Set<String> roots = lineage().roots();
        Map<String, Commit> commits = history().commits();
        Deque<String> open = new ArrayDeque<>(List.of(oid));
        while (!open.isEmpty()) {
            String at = open.pop();
            Commit commit = commits.get(at);
            if ((commit != null || roots.contains(at)) && seen.add(at) && commit != null) {
                commit.parents().forEach(open::push);
            }
        }
        return seen;
    }

    private static final class NoPullRequests implements PullRequests {
        @Override
        public Map<String, List<Landed>> ofCommits(Collection<ReadCommit> commits) {
            return Map.of();
        }

        @Override
        public List<PullRequest> details(Collection<String> nodeIds, boolean paths) {
            return List.of();
        }
    }
}
