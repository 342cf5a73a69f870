package io.mlopsexporter.dora;

import io.mlopsexporter.event.EventLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Derivations under one policy, one after the other, each of which takes over from the one before what still holds: a poll that brings
 * something of a few applications costs as much as these. The figures are always those of {@link Dora#figures}. For one thread.
 */
public final class Derivation {
    private static final int LARGE = 100;

    private final Policy policy;
    private final int large;
    private @Nullable MappedIncidents incidents;
    private @Nullable Membership membership;
    private @Nullable TrainedCommits trained;
    private Map<String, List<Known>> known = Map.of();
    private Map<Scope, Derived> scopes = Map.of();
    private @Nullable Last last;

    public Derivation(Policy policy) {
        this(policy, LARGE);
    }

    /** @param large from so many applications and environments on, the sums of a scope are kept for the next derivation */
    Derivation(Policy policy, int large) {
        this.policy = policy;
        this.large = large;
    }

    /**
     * Figures, and what they were put together from.
     *
     * @param sums of the chains; of large scopes only, as small ones are put together anew as quickly
     */
    record Derived(ByNeed chains, Optional<Sums> sums, ScopeFigures figures) {}

    /** The latest figures, and what of. */
    private record Last(EventLog log, AsOf asOf, Figures figures) {
        /** As it is between two polls: nothing came, and nothing is known for longer. */
        boolean isOf(EventLog other, AsOf at) {
            return asOf.equals(at)
                    && log.histories() == other.histories()
                    && log.incidents() == other.incidents()
                    && log.incidentServices() == other.incidentServices()
                    && log.repositories() == other.repositories()
                    && log.models() == other.models()
                    && log.applications().equals(other.applications());
        }
    }

    public Figures figures(EventLog log, AsOf asOf) {
        Last before = last;
        if (before != null && before.isOf(log, asOf)) {
            return before.figures();
        }
        try {
            Figures figures = derive(log, asOf);
            last = new Last(log, asOf, figures);
            return figures;
        } catch (RuntimeException e) {
            // the fault may lie in what was taken over: the next derivation is one from nothing
            forget();
            throw e;
        }
    }

    private void forget() {
        incidents = null;
        membership = null;
        trained = null;
        known = Map.of();
        scopes = Map.of();
        last = null;
    }

    private Figures derive(EventLog log, AsOf asOf) {
        MappedIncidents mapped = incidents;
        if (mapped == null || !mapped.holdsFor(log, asOf.incidentSources())) {
            mapped = new MappedIncidents(log, asOf.incidentSources());
            incidents = mapped;
        }
        Membership belonging = membership;
        if (belonging == null || !belonging.holdsFor(mapped, asOf)) {
            belonging = new Membership(log.applications().values(), mapped, asOf);
            membership = belonging;
        }
        var commits = new TrainedCommits(log, trained);
        trained = commits;
        var facts = new Facts(log, policy, mapped, commits, known);
        var derived = new LinkedHashMap<Scope, Derived>();
        List<ScopeFigures> figures = new Dora(facts, policy, asOf, scopes, derived, large).scopes(belonging);
        known = facts.known();
        scopes = derived;
        return new Figures(figures, facts.unmapped(asOf), facts.mappingProblems());
    }
}
