package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the delivery log let us believe, to be held against what all repositories show.
 *
 * @param knownUntil up to when everything was taken to be known
 * @param hinted database ids of repositories that it has named since
 * @param before what was known
 */
record Reconciliation(Instant knownUntil, Set<Long> hinted, EventLog before) {
    Reconciliation {
        hinted = Set.copyOf(hinted);
    }

    /** Ids of deployments of applications known before that had gone live until then, and were not known. */
    Set<String> untold(Poll poll) {
        Set<String> named = hinted.stream().map(poll::id).collect(Collectors.toSet());
        Set<String> untold = new TreeSet<>();
        before.applications().values().stream()
                .map(Application::repository)
                .filter(repository -> !named.contains(repository))
                .distinct()
                .forEach(repository ->
                        compare(before.history(repository), poll.log().history(repository), untold));
        return untold;
    }

    private void compare(RepositoryHistory then, RepositoryHistory now, Set<String> untold) {
        for (Deployment deployment : now.deployments().values()) {
            boolean live = deployment
                    .finishedAt()
                    .filter(at -> !at.isAfter(knownUntil))
                    .isPresent();
            if (live && !deployment.equals(then.deployments().get(deployment.id()))) {
                untold.add(deployment.id());
            }
        }
    }
}
