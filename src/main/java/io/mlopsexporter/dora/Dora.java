package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Derives all delivery figures. The same events, policy and instants always give the same figures. */
public final class Dora {
    private final Facts facts;
    private final Policy policy;
    private final AsOf asOf;
    /** By the sources of deployments and of incidents: most applications have the same. */
    private final Map<List<Set<String>>, Instants> instantsOf = new HashMap<>();

    private String latest = "";

    private final Map<Scope, Derivation.Derived> before;
    private final Map<Scope, Derivation.Derived> derived;

    /**
     * @param before what was derived before, by scope and in order
     * @param derived gets what is derived now
     */
    Dora(
            Facts facts,
            Policy policy,
            AsOf asOf,
            Map<Scope, Derivation.Derived> before,
            Map<Scope, Derivation.Derived> derived) {
        this.facts = facts;
        this.policy = policy;
        this.asOf = asOf;
        this.before = before;
        this.derived = derived;
    }

    public static Figures figures(EventLog log, Policy policy, AsOf asOf) {
        return new Derivation(policy).figures(log, asOf);
    }

    List<ScopeFigures> scopes(Collection<Application> applications) {
        var teams = new TreeMap<String, List<Application>>();
        for (Application application : applications) {
            teams.computeIfAbsent(application.team(), any -> new ArrayList<>()).add(application);
        }
        var scopes = new ArrayList<ScopeFigures>();
        Set<String> all = new TreeSet<>(asOf.deploymentSources());
        all.addAll(sources(applications));
        scopes.add(rollUp(new Scope.Organization(), applications, asOf.of(all, ofOrganization(applications))));
        teams.forEach((team, members) -> scopes.add(rollUp(new Scope.Team(team), members, instants(members))));
        scopes.addAll(ofApplications(applications));
        return scopes;
    }

    /** By labels: should two applications bear the same, they are one scope, as no series may be there twice. */
    private List<ScopeFigures> ofApplications(Collection<Application> applications) {
        var scopes = new HashMap<Scope.OfApplication, ByNeed>();
        for (Application application : applications) {
            List<Application> one = List.of(application);
            ByNeed chains = ByNeed.of(one, asOf.of(application, instants(one)), facts);
            for (Need need : Need.values()) {
                for (Chain chain : chains.of(need)) {
                    scopes.computeIfAbsent(
                                    Scope.OfApplication.of(
                                            application, chain.facts().environment()),
                                    any -> new ByNeed(chains.instants()))
                            .add(need, chain);
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

    private ScopeFigures rollUp(Scope scope, Collection<Application> members, Instants instants) {
        return figures(scope, ByNeed.of(members, instants, facts));
    }

    private ScopeFigures figures(Scope scope, ByNeed chains) {
        Derivation.Derived former = before.get(scope);
        ScopeFigures figures = former == null || !chains.addUpTo(former.chains())
                ? derive(scope, chains)
                : chains.isSameAs(former.chains()) ? former.figures() : moved(former.figures(), chains);
        derived.put(scope, new Derivation.Derived(chains, figures));
        return figures;
    }

    /** The same figures, as of the instants of now. */
    private static ScopeFigures moved(ScopeFigures figures, ByNeed chains) {
        Instants instants = chains.instants();
        return new ScopeFigures(
                figures.scope(),
                figures.delivery().flatMap(one -> instants.deployments().map(one::at)),
                figures.incidents().flatMap(one -> instants.incidents().map(one::at)),
                figures.failures().flatMap(one -> instants.failures().map(one::at)),
                figures.quickCheck(),
                chains.evidence());
    }

    private ScopeFigures derive(Scope scope, ByNeed chains) {
        boolean incidentsKnown = chains.instants().incidentsKnown();
        List<Window> windows = policy.windows();
        var delivery = shown(scope, chains, Need.DEPLOYMENTS)
                .map(instant -> DeliveryFigures.of(chains.of(Need.DEPLOYMENTS), instant, windows));
        Collection<LinkedIncident> all = facts.incidents(chains.of(Need.INCIDENTS));
        var incidents = shown(scope, chains, Need.INCIDENTS).map(instant -> IncidentFigures.of(all, instant, windows));
        Optional<Collection<LinkedIncident>> blamed = !incidentsKnown
                ? Optional.empty()
                : Optional.of(
                        chains.same(Need.INCIDENTS, Need.FAILURES) ? all : facts.incidents(chains.of(Need.FAILURES)));
        var failures = shown(scope, chains, Need.FAILURES)
                .map(instant -> FailureFigures.of(chains.of(Need.FAILURES), blamed, instant, windows));
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

    /** All sources of incidents. Issues of one application that can't be read don't withhold what the others make up. */
    private Set<String> ofOrganization(Collection<Application> applications) {
        Set<String> sources = new TreeSet<>(asOf.incidentSources());
        sources.addAll(ofIncidents(applications));
        sources.remove(ServiceMapping.UNKNOWN);
        return sources;
    }

    /** What a source has told that is not configured any more is not waited for. */
    private Set<String> ofIncidents(Collection<Application> applications) {
        Set<String> sources = new TreeSet<>(facts.incidentSources(applications));
        sources.removeIf(source -> !source.equals(ServiceMapping.UNKNOWN)
                && !asOf.deploymentSources().contains(source)
                && !asOf.incidentSources().contains(source));
        return sources;
    }

    /** Each application needs its own sources only, so that one that fails leaves those of others alone. */
    private Instants instants(Collection<Application> applications) {
        Instants instants = instantsOf.computeIfAbsent(
                List.of(sources(applications), ofIncidents(applications)),
                sources -> asOf.of(sources.get(0), sources.get(1)));
        // No incident of a service that does not exist is no sign of health.
        return facts.mapped(applications) ? instants : instants.withoutIncidents();
    }

    private Set<String> sources(Collection<Application> applications) {
        var sources = new HashSet<String>();
        applications.forEach(application -> sources.add(source(application)));
        return sources;
    }

    /** The first part of its id: mostly that of the one before, and there are many. */
    private String source(Application application) {
        String id = application.id();
        int length = latest.length();
        if (id.length() <= length || id.charAt(length) != '/' || !id.startsWith(latest)) {
            latest = id.substring(0, Math.max(0, id.indexOf('/')));
        }
        return latest;
    }

    /** The groups of figures, by the sources that they need. */
    enum Need {
        DEPLOYMENTS,
        INCIDENTS,
        FAILURES;

        Optional<Instant> instant(Instants instants) {
            return switch (this) {
                case DEPLOYMENTS -> instants.deployments();
                case INCIDENTS -> instants.incidents();
                case FAILURES -> instants.failures();
            };
        }
    }
}
