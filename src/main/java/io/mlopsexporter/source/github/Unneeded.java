package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Of which repositories nothing is to be read, so that a poll need not go through all commits of those that stayed as they were. That
 * nothing is needed follows from the history and the applications of a repository, and from which deployments lie within the time that
 * is looked at; it holds until one of these changes. For one thread.
 */
final class Unneeded {
    private final Duration history;
    private final Map<Question, Known> known = new HashMap<>();

    private record Question(String repository, Duration lookBack) {}

    /** @param until when the first deployment leaves the history or the time that is looked at */
    private record Known(RepositoryHistory history, List<Application> applications, Instant since, Instant until) {
        /** Histories are shared between logs while nothing in them changes. */
        @SuppressWarnings("ReferenceEquality")
        boolean holds(RepositoryHistory present, List<Application> ofIt, Instant asOf) {
            return history == present && !asOf.isBefore(since) && asOf.isBefore(until) && applications.equals(ofIt);
        }
    }

    /** @param history how far back deployments count */
    Unneeded(Duration history) {
        this.history = history;
    }

    /**
     * Whether something is needed.
     *
     * @param look finds out, from the same history, applications and instant
     */
    boolean needed(
            String repository,
            RepositoryHistory present,
            List<Application> ofIt,
            Duration lookBack,
            Instant asOf,
            BooleanSupplier look) {
        var question = new Question(repository, lookBack);
        Known before = known.get(question);
        if (before != null && before.holds(present, ofIt, asOf)) {
            return false;
        }
        boolean needed = look.getAsBoolean();
        if (needed) {
            known.remove(question);
        } else {
            known.put(question, new Known(present, ofIt, asOf, until(present, lookBack, asOf)));
        }
        return needed;
    }

    private Instant until(RepositoryHistory present, Duration lookBack, Instant asOf) {
        Instant until = Instant.MAX;
        for (Deployment deployment : present.deployments().values()) {
            for (Duration length : List.of(history, lookBack)) {
                Instant leaves = deployment
                        .finishedAt()
                        .map(finished -> finished.plus(length))
                        .orElse(Instant.MAX);
                if (leaves.isAfter(asOf) && leaves.isBefore(until)) {
                    until = leaves;
                }
            }
        }
        return until;
    }
}
