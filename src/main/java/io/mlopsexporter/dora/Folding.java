package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Makes changes of delivered commits: folds them into their pull requests (design 3.2). */
final class Folding {
    private static final Comparator<PullRequest> EARLIEST =
            Comparator.comparing(PullRequest::mergedAt).thenComparing(PullRequest::number);

    private static final Comparator<Change> EARLIEST_START = Comparator.comparing(
                    (Change change) -> change.start().orElse(Instant.MAX))
            .thenComparing(change -> change.commits().get(0).oid());

    private static final BinaryOperator<PullRequest> EARLIER = BinaryOperator.minBy(EARLIEST);

    private final Map<Integer, PullRequest> pullRequests;
    /** The earliest of each. */
    private final Map<String, PullRequest> byMergeCommit = new HashMap<>();

    private final Globs paths;
    private final LeadTimeStart leadTimeStart;

    Folding(RepositoryHistory history, Application application, LeadTimeStart leadTimeStart) {
        this.pullRequests = history.pullRequests();
        this.paths = new Globs(application.paths());
        this.leadTimeStart = leadTimeStart;
        for (PullRequest pullRequest : pullRequests.values()) {
            byMergeCommit.merge(pullRequest.mergeCommit(), pullRequest, EARLIER);
        }
    }

    /** The changes that these commits are, earliest start first. */
    Folded fold(List<Commit> delivered) {
        Set<String> oids = new HashSet<>();
        for (Commit commit : delivered) {
            oids.add(commit.oid());
        }
        var folded = new TreeMap<Integer, List<Commit>>();
        var changes = new ArrayList<Change>();
        for (Commit commit : delivered) {
            Optional<PullRequest> landed = landedWith(commit, oids);
            if (landed.isPresent()) {
                folded.computeIfAbsent(landed.get().number(), any -> new ArrayList<>(1))
                        .add(commit);
            } else if (commit.parents().size() < 2) {
                changes.add(Change.of(commit));
            }
        }
        folded.forEach((number, commits) -> changes.add(change(number, commits)));
        int all = changes.size();
        changes.removeIf(change -> !touches(change));
        changes.sort(EARLIEST_START);
        return new Folded(changes, all - changes.size());
    }

    private Change change(Integer number, List<Commit> commits) {
        commits.sort(Comparator.comparing(Commit::oid));
        PullRequest pullRequest = pullRequests.get(number);
        if (pullRequest == null) {
            throw new IllegalStateException("pull request " + number + " vanished while commits were folded into it");
        }
        return Change.of(pullRequest, commits, leadTimeStart);
    }

    private Optional<PullRequest> landedWith(Commit commit, Set<String> delivered) {
        PullRequest landed = byMergeCommit.get(commit.oid());
        for (Integer number : commit.pullRequests()) {
            PullRequest named = pullRequests.get(number);
            if (named != null
                    && delivered.contains(named.mergeCommit())
                    && (landed == null || EARLIEST.compare(named, landed) < 0)) {
                landed = named;
            }
        }
        return Optional.ofNullable(landed);
    }

    /** What touches unknown paths counts: leaving it out would be a guess too, and a silent one. */
    private boolean touches(Change change) {
        if (paths.areEmpty()) {
            return true;
        }
        Optional<List<String>> touched = change.pullRequest().isPresent()
                ? change.pullRequest().get().paths()
                : change.commits().get(0).paths();
        return touched.isEmpty() || touched.get().stream().anyMatch(paths::match);
    }

    /**
     * @param elsewhere how many more there are that touch none of the application's paths
     */
    record Folded(List<Change> changes, int elsewhere) {}
}
