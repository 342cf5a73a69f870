package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Derives all delivery figures. The same events, policy and instants always give the same figures. */
public final class Dora {
    private final Facts facts;
    private final Policy policy;
    private final AsOf asOf;
    /** By instance: most scopes have the same. */
    private final IdentityHashMap<Membership.Needs, Instants> instantsOf = new IdentityHashMap<>();

    private final Map<Scope, Derivation.Derived> before;
    private final Map<Scope, Derivation.Derived> derived;
    private final int large;

    /**
     * @param before what was derived before, by scope and in order
     * @param derived gets what is derived now
     * @param large from so many applications and environments on, the sums of a scope are kept for the next derivation
     */
    Dora(
            Facts facts,
            Policy policy,
            AsOf asOf,
            Map<Scope, Derivation.Derived> before,
            Map<Scope, Derivation.Derived> derived,
            int large) {
        this.facts = facts;
        this.policy = policy;
        this.asOf = asOf;
        this.before = before;
        this.derived = derived;
        this.large = large;
    }

    public static Figures figures(EventLog log, Policy policy, AsOf asOf) {
        return new Derivation(policy).figures(log, asOf);
    }

    List<ScopeFigures> scopes(Membership membership) {
        var scopes = new ArrayList<ScopeFigures>();
        scopes.add(rollUp(new Scope.Organization(), membership.organization()));
        membership.teams().forEach((team, members) -> scopes.add(rollUp(new Scope.Team(team), members)));
        scopes.addAll(ofApplications(membership.applications()));
        return scopes;
    }

    /** By labels: should two applications bear the same, they are one scope, as no series may be there twice. */
    private List<ScopeFigures> ofApplications(Collection<Membership.Members> applications) {
        var scopes = new HashMap<Scope.OfApplication, ByNeed>(2 * applications.size());
        for (Membership.Members one : applications) {
            Application application = one.applications().iterator().next();
            ByNeed chains = ByNeed.of(one.applications(), asOf.of(application, instants(one)), facts);
            for (Need need : Need.ALL) {
                for (Chain chain : chains.of(need)) {
                    var scope =
                            Scope.OfApplication.of(application, chain.facts().environment());
                    ByNeed gathered = scopes.get(scope);
                    if (gathered == null) {
                        gathered = new ByNeed(chains.instants());
                        scopes.put(scope, gathered);
                    }
                    gathered.add(need, chain);
                }
            }
        }
        return ordered(scopes.keySet()).stream()
                .map(scope -> figures(scope, Objects.requireNonNull(scopes.get(scope))))
                .toList();
    }

    /** As they were before, if they are the same ones: to compare thousands by their labels at each poll is dear. */
    private List<Scope.OfApplication> ordered(Set<Scope.OfApplication> scopes) {
        List<Scope.OfApplication> former = before.keySet().stream()
                .filter(Scope.OfApplication.class::isInstance)
                .map(Scope.OfApplication.class::cast)
                .toList();
        return former.size() == scopes.size() && scopes.containsAll(former)
                ? former
                : scopes.stream().sorted(Scope.APPLICATIONS).toList();
    }

    private ScopeFigures rollUp(Scope scope, Membership.Members members) {
        return figures(scope, ByNeed.of(members.applications(), instants(members), facts));
    }

    private Instants instants(Membership.Members members) {
        Instants instants = instantsOf.get(members.needs());
        if (instants == null) {
            instants = members.needs().in(asOf);
            instantsOf.put(members.needs(), instants);
        }
        return instants;
    }

    private ScopeFigures figures(Scope scope, ByNeed chains) {
        Derivation.Derived former = before.get(scope);
        Derivation.Derived next;
        if (former == null || !chains.addUpTo(former.chains())) {
            next = derive(scope, chains, Optional.ofNullable(former));
        } else {
            ScopeFigures figures =
                    chains.isSameAs(former.chains()) ? former.figures() : moved(former.figures(), chains);
            next = new Derivation.Derived(chains, former.sums(), figures);
        }
        derived.put(scope, next);
        return next.figures();
    }

    /** The same figures, as of the instants of now. */
    private static ScopeFigures moved(ScopeFigures figures, ByNeed chains) {
        Instants instants = chains.instants();
        Optional<DeliveryFigures> delivery = figures.delivery();
        Optional<IncidentFigures> incidents = figures.incidents();
        Optional<FailureFigures> failures = figures.failures();
        return new ScopeFigures(
                figures.scope(),
                both(delivery, instants.deployments())
                        ? Optional.of(delivery.get().at(instants.deployments().get()))
                        : Optional.empty(),
                both(incidents, instants.incidents())
                        ? Optional.of(incidents.get().at(instants.incidents().get()))
                        : Optional.empty(),
                both(failures, instants.failures())
                        ? Optional.of(failures.get().at(instants.failures().get()))
                        : Optional.empty(),
                figures.quickCheck(),
                chains.evidence());
    }

    private static boolean both(Optional<?> one, Optional<?> other) {
        return one.isPresent() && other.isPresent();
    }

    private Derivation.Derived derive(Scope scope, ByNeed chains, Optional<Derivation.Derived> former) {
        List<Window> windows = policy.windows();
        boolean shared = facts.incidentsAreShared();
        Sums sums = former.flatMap(one -> one.sums().map(were -> were.next(one.chains(), chains, shared, windows)))
                .orElseGet(
                        () -> Sums.none(windows.size()).next(new ByNeed(chains.instants()), chains, shared, windows));
        boolean keep = chains.of(Need.DEPLOYMENTS).size() >= large;
        return new Derivation.Derived(
                chains, Optional.of(sums).filter(any -> keep), figures(scope, chains, sums, windows));
    }

    private ScopeFigures figures(Scope scope, ByNeed chains, Sums sums, List<Window> windows) {
        boolean incidentsKnown = chains.instants().incidentsKnown();
        var delivery = shown(scope, chains, Need.DEPLOYMENTS)
                .map(instant -> DeliveryFigures.of(chains.of(Need.DEPLOYMENTS), sums.deliveries(), instant, windows));
        var incidents = shown(scope, chains, Need.INCIDENTS)
                .map(instant -> IncidentFigures.of(sums.incidents(), instant, windows));
        var failures = shown(scope, chains, Need.FAILURES)
                .map(instant -> FailureFigures.of(
                        sums.failures(),
                        Optional.of(sums.blamed().windows()).filter(any -> incidentsKnown),
                        instant,
                        windows));
        List<QuickCheck> scores = delivery.isEmpty()
                ? List.of()
                : IntStream.range(0, windows.size())
                        .mapToObj(window -> QuickCheck.of(delivery, failures, incidentsKnown, window))
                        .toList();
        return new ScopeFigures(scope, delivery, incidents, failures, scores, chains.evidence());
    }

    /** When a group is as of. An environment that an application had not reached by then has no such figures. */
    private static Optional<Instant> shown(Scope scope, ByNeed chains, Need need) {
        boolean reached =
                !(scope instanceof Scope.OfApplication) || !chains.of(need).isEmpty();
        return need.instant(chains.instants()).filter(any -> reached);
    }

    /** The groups of figures, by the sources that they need. */
    enum Need {
        DEPLOYMENTS,
        INCIDENTS,
        FAILURES;

        /** All of them, in order. */
        static final List<Need> ALL = List.of(values());

        Optional<Instant> instant(Instants instants) {
            return switch (this) {
                case DEPLOYMENTS -> instants.deployments();
                case INCIDENTS -> instants.incidents();
                case FAILURES -> instants.failures();
            };
        }
    }
}
