package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far the deployments of a repository are known.
 *
 * @param environments fingerprint of the {@link Environments} that they were kept by, and of the people
 * @param from everything asked for after this instant is known
 * @param total how many GitHub counted, of whatever environment
 * @param newest GraphQL id of the newest one
 * @param newestAt when that one was asked for
 * @param open what has not succeeded: GraphQL id → how it was last seen
 * @param tooOld what went live before the history began, so that it is not asked for again: GraphQL id → when requested
 * @param transients environment name → GitHub's transient flag of its newest deployment, where we asked
 */
record DeploymentsNote(
        String environments,
        Instant from,
        long total,
        String newest,
        Optional<Instant> newestAt,
        SortedMap<String, Open> open,
        SortedMap<String, Instant> tooOld,
        SortedMap<String, Boolean> transients) {
    DeploymentsNote {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        tooOld = Collections.unmodifiableSortedMap(new TreeMap<>(tooOld));
        transients = Collections.unmodifiableSortedMap(new TreeMap<>(transients));
    }

    /** @param latest see {@link DeploymentNode#latest()} */
    record Open(String latest, Instant requestedAt) {}

    /** GraphQL ids of what was asked for after this instant and may still change. */
    Set<String> openSince(Instant since) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().requestedAt().isAfter(since))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String name(RepositoryNode repository) {
        return "deployments/" + repository.number();
    }
}
