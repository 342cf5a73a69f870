package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The facts of one application, with all that they follow from: as long as that stays, and no event enters or leaves what is looked
 * at, they stay too, and only the instant moves on.
 *
 * @param until before which instant nothing changes by itself, see {@link Turning}
 */
record Known(Inputs inputs, Instant asOf, Instant until, List<Chain> chains) {

    /**
     * All events that facts follow from.
     *
     * @param origin the repository or the registered model, if it is known
     * @param trained what the runs of a model's versions say of their commits
     */
    record Inputs(
            Application application,
            RepositoryHistory history,
            Optional<Object> origin,
            List<Incident> incidents,
            List<Object> trained) {

        /** Histories are shared between logs while nothing in them changes, and too long to be compared event by event. */
        @SuppressWarnings("ReferenceEquality")
        boolean areThoseOf(Inputs other) {
            return history == other.history
                    && (application == other.application || application.equals(other.application))
                    && origin.equals(other.origin)
                    && incidents.equals(other.incidents)
                    && trained.equals(other.trained);
        }
    }

    boolean holds(Inputs present, Instant at) {
        boolean within = at.isAfter(asOf) && at.isBefore(until);
        return (within || at.equals(asOf)) && inputs.areThoseOf(present);
    }

    /** @param at an instant at which they hold */
    Known at(Instant at, Policy policy) {
        if (at.equals(asOf)) {
            return this;
        }
        Instant horizon = asOf.minus(policy.history());
        Instant moved = at.minus(policy.history());
        List<Chain> later = new ArrayList<>(chains.size());
        for (Chain chain : chains) {
            ChainFacts facts = chain.facts();
            Instant covered = facts.coveredFrom().equals(horizon) ? moved : facts.coveredFrom();
            later.add(new Chain(facts.at(at, covered), chain.summary()));
        }
        return new Known(inputs, at, until, later);
    }
}
