package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.github.PullRequests.Landed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the commit graph between the deployments of a repository, and the pull requests in it. */
final class LineageReader implements Lineages {
    /** More between two deployments are not read (design 3.2): 50 pages tell nobody how fast a team delivers. */
    static final int MOST_COMMITS = 5_000;

    private final Function<Repository, Comparisons> comparisons;
    private final Function<Repository, PullRequests> pullRequests;
    private final Function<Repository, PathReader> files;
    private final Duration history;
    private final int mostCommits;
    private final Unneeded unneeded;
    private Map<String, Application> indexed = Map.of();
    private Map<String, List<Application>> byRepository = Map.of();

    /** @param history how far back deployments count */
    LineageReader(GitHubApi api, Duration history) {
        this(
                repository -> new CompareReader(api, repository),
                repository -> new PullRequestReader(api, repository),
                repository -> new PathReader(api, repository),
                history,
                MOST_COMMITS);
    }

    LineageReader(
            Function<Repository, Comparisons> comparisons,
            Function<Repository, PullRequests> pullRequests,
            Function<Repository, PathReader> files,
            Duration history,
            int mostCommits) {
        this.comparisons = comparisons;
        this.pullRequests = pullRequests;
        this.files = files;
        this.history = history;
        this.mostCommits = mostCommits;
        this.unneeded = new Unneeded(history);
    }

    @Override
    public boolean needed(Repository repository, Duration lookBack, Instant asOf, EventLog log) {
        if (repository.gone()) {
            return false;
        }
        RepositoryHistory known = log.history(repository.id());
        List<Application> own = applications(repository, log);
        return unneeded.needed(repository.id(), known, own, lookBack, asOf, () -> {
            var state = LineageState.of(known);
            boolean open = new LineagePlan(chains(own, known, lookBack, asOf), state)
                    .next()
                    .isPresent();
            boolean decided = state.hasChangedSince(known);
            return open || decided || MissingPaths.of(own, known).any();
        });
    }

    private List<Chain> chains(List<Application> own, RepositoryHistory known, Duration lookBack, Instant asOf) {
        return Chain.of(own, known, asOf.minus(history), asOf.minus(lookBack));
    }

    /** Those of a repository: found for all of them at once, as there are as many repositories as applications. */
    @SuppressWarnings("ReferenceEquality")
    private List<Application> applications(Repository repository, EventLog log) {
        if (indexed != log.applications()) {
            indexed = log.applications();
            byRepository = indexed.values().stream().collect(Collectors.groupingBy(Application::repository));
        }
        return byRepository.getOrDefault(repository.id(), List.of());
    }

    @Override
    public void read(Repository repository, Duration lookBack, Instant asOf, Journal journal) {
        EventLog log = journal.log();
        LineageState state = LineageState.of(log.history(repository.id()));
        var plan = new LineagePlan(
                chains(applications(repository, log), log.history(repository.id()), lookBack, asOf), state);
        Comparisons server = comparisons.apply(repository);
        for (Optional<Question> next = plan.next(); next.isPresent(); next = plan.next()) {
            Question question = next.get();
            int limit = question.purpose() == Question.Purpose.MERGE_BASE ? 0 : mostCommits;
            state.learn(question, server.compare(question.base(), question.head(), limit));
        }
        writeGraph(repository, state, journal);
        writePaths(repository, journal);
    }

    /** All at once: commits without their pull requests would be changes of their own. */
    private void writeGraph(Repository repository, LineageState state, Journal journal) {
        RepositoryHistory known = journal.log().history(repository.id());
        if (!state.hasChangedSince(known)) {
            return;
        }
        var reader = pullRequests.apply(repository);
        boolean paths = MissingPaths.areAsked(applications(repository, journal.log()));
        Map<String, List<Landed>> landed = reader.ofCommits(state.read());
        List<Event> upserts = new ArrayList<>(reader.details(newOnes(landed.values(), known), paths));
        for (ReadCommit commit : state.read()) {
            List<Integer> numbers = landed.getOrDefault(commit.oid(), List.of()).stream()
                    .map(Landed::number)
                    .distinct()
                    .toList();
            upserts.add(event(repository, commit, numbers));
        }
        upserts.add(state.lineage(repository.id()));
        List<Batch.Key> removals = known.commits().values().stream()
                .filter(commit -> !state.graph().commits().contains(commit.oid()))
                .map(commit -> new Batch.Key(Commit.class, commit.id()))
                .toList();
        journal.write(new Batch(upserts, removals), Map.of());
    }

    private static List<String> newOnes(Collection<List<Landed>> landed, RepositoryHistory known) {
        return landed.stream()
                .flatMap(List::stream)
                .filter(pull -> !known.pullRequests().containsKey(pull.number()))
                .map(Landed::nodeId)
                .distinct()
                .toList();
    }

    private static Commit event(Repository repository, ReadCommit commit, List<Integer> pullRequests) {
        return new Commit(
                repository.id(),
                commit.oid(),
                commit.parents(),
                commit.authoredAt(),
                commit.headline(),
                commit.reverts(),
                pullRequests,
                Optional.empty());
    }

    /** Part by part: there may be thousands, and each part is worth having. */
    private void writePaths(Repository repository, Journal journal) {
        EventLog log = journal.log();
        var missing = MissingPaths.of(applications(repository, log), log.history(repository.id()));
        if (!missing.any()) {
            return;
        }
        PathReader reader = files.apply(repository);
        for (List<PullRequest> part : MissingPaths.parts(missing.pullRequests())) {
            journal.write(
                    Batch.of(part.stream()
                            .map(pull -> withPaths(pull, reader.ofPullRequest(pull.number())))
                            .toList()),
                    Map.of());
        }
        for (List<Commit> part : MissingPaths.parts(missing.commits())) {
            journal.write(
                    Batch.of(part.stream()
                            .map(commit -> withPaths(commit, reader.ofCommit(commit.oid())))
                            .toList()),
                    Map.of());
        }
    }

    private static PullRequest withPaths(PullRequest pull, List<String> paths) {
        return new PullRequest(
                pull.repository(),
                pull.number(),
                pull.title(),
                pull.branch(),
                pull.labels(),
                pull.openedAt(),
                pull.readyAt(),
                pull.reviewedAt(),
                pull.mergedAt(),
                pull.mergeCommit(),
                pull.commits(),
                pull.firstCommitAt(),
                pull.reverts(),
                pull.revertsPullRequests(),
                Optional.of(paths),
                pull.url());
    }

    private static Commit withPaths(Commit commit, List<String> paths) {
        return new Commit(
                commit.repository(),
                commit.oid(),
                commit.parents(),
                commit.authoredAt(),
                commit.headline(),
                commit.reverts(),
                commit.pullRequests(),
                Optional.of(paths));
    }
}
