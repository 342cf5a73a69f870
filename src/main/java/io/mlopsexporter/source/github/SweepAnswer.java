package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a sweep brought. A repository that shifted to the next page while we read is there once. */
final class SweepAnswer {
    private final Map<Long, RepositoryNode> repositories = new LinkedHashMap<>();
    private final Set<Long> listed = new HashSet<>();
    private final Map<String, JsonNode> found = new HashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Map<String, String> withoutIssues = new HashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, Closed> closed = new LinkedHashMap<>();
    private final Set<String> closedNodes = new HashSet<>();
    private final Set<Long> fresh = new HashSet<>();
    private long points;
    private OptionalLong hourlyPoints = OptionalLong.empty();

    /**
     * Repositories of a list that came as null.
     *
     * @param count how many
     */
    record Closed(int count, String why) {}

    /**
     * What is to be completed by a look at some repositories: the others are as they were, but for their deployments, which are in
     * the log.
     */
    SweepAnswer resting() {
        SweepAnswer resting = new SweepAnswer();
        repositories.forEach((number, repository) -> resting.repositories.put(number, repository.withoutDeployments()));
        resting.listed.addAll(listed);
        resting.counts.putAll(counts);
        resting.closed.putAll(closed);
        resting.hourlyPoints = hourlyPoints;
        return resting;
    }

    /** @param rateLimit as GraphQL tells it; missing where the server has no limit */
    void charged(JsonNode rateLimit) {
        points += rateLimit.path("cost").asLong(0);
        if (rateLimit.path("limit").isIntegralNumber()) {
            hourlyPoints = OptionalLong.of(rateLimit.path("limit").asLong());
        }
    }

    void listed(RepositoryNode repository) {
        fresh.add(repository.number());
        listed.add(repository.number());
        repositories.put(repository.number(), repository);
    }

    void closed(String organization, String node, String why) {
        if (!node.isEmpty()) {
            missing.putIfAbsent(node, why);
            closedNodes.add(node);
        } else {
            closed.merge(organization, new Closed(1, why), (a, b) -> new Closed(a.count() + 1, why));
        }
    }

    void counted(String organization, int count) {
        counts.put(organization, count);
    }

    void byId(String alias, String id, JsonNode json, String why) {
        if (alias.equals("repositories")) {
            if (RepositoryNode.isWhole(json)) {
                RepositoryNode repository = RepositoryNode.of(json);
                if (fresh.add(repository.number())) {
                    repositories.put(repository.number(), repository);
                }
                missing.remove(id);
            } else {
                missing.put(id, why);
                repositories.values().removeIf(one -> one.node().equals(id) && !isFresh(one));
            }
        } else if (alias.equals("issues") && !json.path("issues").isObject()) {
            withoutIssues.put(id, why);
        } else if (json.isObject()) {
            found.put(id + " " + (alias.equals("moreWatched") ? "watched" : alias), json);
        } else {
            missing.put(id, why);
        }
    }

    /** Repositories that were read, listed or by id, now or, where only some were looked at, before. */
    Collection<RepositoryNode> repositories() {
        return Collections.unmodifiableCollection(repositories.values());
    }

    /** Whether it was read now. */
    boolean isFresh(RepositoryNode repository) {
        return fresh.contains(repository.number());
    }

    /** What it has cost so far. */
    long points() {
        return points;
    }

    /** What the credential may spend in an hour; empty: without limit. */
    OptionalLong hourlyPoints() {
        return hourlyPoints;
    }

    boolean isListed(RepositoryNode repository) {
        return listed.contains(repository.number());
    }

    /** What came for an id under {@code releases}, {@code tags}, {@code issues} or {@code watched}. */
    Optional<JsonNode> found(String alias, String id) {
        return Optional.ofNullable(found.get(id + " " + alias));
    }

    /** Ids for which nothing came, with the reason: {@code NOT_FOUND …}, {@code FORBIDDEN …}. */
    Map<String, String> missing() {
        return Collections.unmodifiableMap(missing);
    }

    /** Why a repository's issues did not come, if they were asked for in vain. */
    Optional<String> whyWithoutIssues(String id) {
        return Optional.ofNullable(withoutIssues.get(id));
    }

    /** Repositories of an organisation's list that came as null, by organisation. */
    Map<String, Closed> closed() {
        return Collections.unmodifiableMap(closed);
    }

    /** Ids of listed repositories of which only a part came. */
    Set<String> closedNodes() {
        return Collections.unmodifiableSet(closedNodes);
    }

    /** How many repositories each organisation says it has. */
    Map<String, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Adds what a second sweep brought. */
    void add(SweepAnswer other) {
        other.repositories.forEach((number, repository) -> {
            if (fresh.add(number)) {
                repositories.put(number, repository);
            }
            missing.remove(repository.node());
        });
        points += other.points;
        other.missing.forEach(missing::put);
    }
}
