package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.event.Application;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which applications make up the organisation and its teams, and which sources the figures of each scope need. */
final class Membership {
    private final Set<String> deploymentSources;
    private final MappedIncidents incidents;
    private final Members organization;
    private final SortedMap<String, Members> teams = new TreeMap<>();
    private final List<Members> applications = new ArrayList<>();
    /** The same instance for the same needs: most scopes have them in common. */
    private final Map<Needs, Needs> needs = new HashMap<>();

    /**
     * Some applications.
     *
     * @param needs of all of them together
     */
    record Members(Collection<Application> applications, Needs needs) {}

    /**
     * What figures wait for.
     *
     * @param deployments the sources of deployments
     * @param incidents the sources of incidents
     * @param mapped whether the incidents are known, as far as the mapping of services goes
     */
    record Needs(Set<String> deployments, Set<String> incidents, boolean mapped) {
        Instants in(AsOf asOf) {
            Instants instants = asOf.of(deployments, incidents);
            // No incident of a service that does not exist is no sign of health.
            return mapped ? instants : instants.withoutIncidents();
        }
    }

    /** @param asOf only its sources matter */
    Membership(Collection<Application> all, MappedIncidents incidents, AsOf asOf) {
        this.deploymentSources = asOf.deploymentSources();
        this.incidents = incidents;
        var byTeam = new TreeMap<String, List<Application>>();
        for (Application application : all) {
            byTeam.computeIfAbsent(application.team(), any -> new ArrayList<>()).add(application);
            applications.add(members(List.of(application), asOf));
        }
        byTeam.forEach((team, members) -> teams.put(team, members(members, asOf)));
        organization = organization(all, asOf);
    }

    /** Whether all of this holds still. */
    @SuppressWarnings("ReferenceEquality")
    boolean holdsFor(MappedIncidents others, AsOf asOf) {
        return others == incidents && asOf.deploymentSources().equals(deploymentSources);
    }

    Members organization() {
        return organization;
    }

    /** By name. */
    SortedMap<String, Members> teams() {
        return teams;
    }

    /** Each for itself. */
    List<Members> applications() {
        return applications;
    }

    /** All sources. Issues of one application that can't be read don't withhold what the others make up. */
    private Members organization(Collection<Application> all, AsOf asOf) {
        Set<String> deployments = new TreeSet<>(asOf.deploymentSources());
        deployments.addAll(sources(all));
        Set<String> ofIncidents = new TreeSet<>(asOf.incidentSources());
        ofIncidents.addAll(incidentSources(all, asOf));
        ofIncidents.remove(ServiceMapping.UNKNOWN);
        return new Members(all, new Needs(deployments, ofIncidents, true));
    }

    /** Each scope needs its own sources only, so that one that fails leaves those of others alone. */
    private Members members(Collection<Application> some, AsOf asOf) {
        boolean mapped = some.isEmpty() || some.stream().anyMatch(incidents::isMapped);
        var own = new Needs(sources(some), incidentSources(some, asOf), mapped);
        return new Members(some, needs.computeIfAbsent(own, same -> same));
    }

    /** What a source has told that is not configured any more is not waited for. */
    private Set<String> incidentSources(Collection<Application> some, AsOf asOf) {
        Set<String> sources = new TreeSet<>();
        some.forEach(application -> sources.addAll(incidents.sources(application)));
        sources.removeIf(source -> !source.equals(ServiceMapping.UNKNOWN)
                && !asOf.deploymentSources().contains(source)
                && !asOf.incidentSources().contains(source));
        return sources;
    }

    private static Set<String> sources(Collection<Application> some) {
        var sources = new HashSet<String>();
        some.forEach(application -> sources.add(source(application)));
        return sources;
    }

    /** The first part of its id. */
    private static String source(Application application) {
        return application.id().substring(0, Math.max(0, application.id().indexOf('/')));
    }
}
