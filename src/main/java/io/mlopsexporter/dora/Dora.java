package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private Dora(Facts facts, Policy policy, AsOf asOf) {
        this.facts = facts;
        this.policy = policy;
        this.asOf = asOf;
    }

    public static Figures figures(EventLog log, Policy policy, AsOf asOf) {
        var facts = new Facts(log, policy, asOf.incidentSources());
        return new Figures(
                new Dora(facts, policy, asOf).scopes(log.applications().values()),
                facts.unmapped(asOf),
                facts.mappingProblems());
    }

    private List<ScopeFigures> scopes(Collection<Application> applications) {
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
        var scopes = new TreeMap<Scope.OfApplication, ByNeed>(Scope.APPLICATIONS);
        for (Application application : applications) {
            Instants instants = instants(List.of(application));
            for (Need need : Need.values()) {
                for (ChainFacts chain : facts.of(List.of(application), need.instant(instants))) {
                    scopes.computeIfAbsent(
                                    Scope.OfApplication.of(application, chain.environment()),
                                    any -> new ByNeed(instants))
                            .add(need, chain);
                }
            }
        }
        return scopes.entrySet().stream()
                .map(entry -> figures(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ScopeFigures rollUp(Scope scope, Collection<Application> members, Instants instants) {
        var chains = new ByNeed(instants);
        for (Need need : Need.values()) {
            facts.of(members, need.instant(instants)).forEach(chain -> chains.add(need, chain));
        }
        return figures(scope, chains);
    }

    private ScopeFigures figures(Scope scope, ByNeed chains) {
        boolean incidentsKnown = chains.instants().incidentsKnown();
        List<Window> windows = policy.windows();
        var delivery = shown(scope, chains, Need.DEPLOYMENTS)
                .map(instant -> DeliveryFigures.of(chains.of(Need.DEPLOYMENTS), instant, windows));
        var incidents = shown(scope, chains, Need.INCIDENTS)
                .map(instant -> IncidentFigures.of(chains.of(Need.INCIDENTS), instant, windows));
        var failures = shown(scope, chains, Need.FAILURES)
                .map(instant -> FailureFigures.of(chains.of(Need.FAILURES), instant, windows, incidentsKnown));
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
        Instants instants = asOf.of(sources(applications), ofIncidents(applications));
        // No incident of a service that does not exist is no sign of health.
        return facts.mapped(applications) ? instants : instants.withoutIncidents();
    }

    private static Set<String> sources(Collection<Application> applications) {
        var sources = new TreeSet<String>();
        applications.forEach(application -> sources.add(
                application.id().substring(0, Math.max(0, application.id().indexOf('/')))));
        return sources;
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
