package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.PullRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which deployment of an environment, by its place in order, delivered a commit or pull request. Made when first asked:
 * most environments never see a revert.
 */
final class Delivered {
    private static final int FULL_LENGTH = 40;

    private final List<Delivery> deliveries;
    private final NavigableMap<String, Integer> byCommit = new TreeMap<>();
    private final Map<Integer, Integer> byPullRequest = new HashMap<>();
    private boolean indexed;

    Delivered(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    /** The deployments that delivered what a change says it reverts. */
    Stream<Integer> revertedBy(Change change) {
        index();
        Stream<String> oids = Stream.concat(
                change.commits().stream().flatMap(commit -> commit.reverts().stream()),
                change.pullRequest().stream().flatMap(pull -> pull.reverts().stream()));
        Stream<Integer> numbers = change.pullRequest().stream().flatMap(pull -> pull.revertsPullRequests().stream());
        return Stream.concat(
                oids.flatMap(this::ofCommit), numbers.flatMap(number -> Stream.ofNullable(byPullRequest.get(number))));
    }

    private Stream<Integer> ofCommit(String oid) {
        return oid.length() >= FULL_LENGTH
                ? Stream.ofNullable(byCommit.get(oid))
                : byCommit.subMap(oid, oid + 'g').values().stream();
    }

    private void index() {
        if (indexed) {
            return;
        }
        indexed = true;
        for (int at = 0; at < deliveries.size(); at++) {
            for (Change change : deliveries.get(at).changes()) {
                for (Commit commit : change.commits()) {
                    byCommit.put(commit.oid(), at);
                }
                if (change.pullRequest().isPresent()) {
                    index(change.pullRequest().get(), at);
                }
            }
        }
    }

    /** The commits of a pull request before squashing: a revert may name them, too. */
    private void index(PullRequest pullRequest, int at) {
        byPullRequest.put(pullRequest.number(), at);
        for (String oid : pullRequest.commits()) {
            byCommit.putIfAbsent(oid, at);
        }
    }
}
