package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The facts of applications at instants, each made once for all the scopes that need it. */
final class Facts {
    private final EventLog log;
    private final Policy policy;
    private final Map<String, List<Incident>> incidents = new HashMap<>();
    private final Map<String, Set<String>> incidentSources;
    private final Set<String> mistaken;
    private final List<Incident> unmapped = new ArrayList<>();
    private final List<ServiceMapping.Problem> mappingProblems;
    private final Map<Key, List<ChainFacts>> known = new HashMap<>();

    /** @param incidentSources the configured ones */
    Facts(EventLog log, Policy policy, Set<String> incidentSources) {
        this.log = log;
        this.policy = policy;
        var mapping = new ServiceMapping(log, incidentSources);
        for (Incident incident : log.incidents().values()) {
            List<Application> applications = mapping.of(incident);
            if (applications.isEmpty()) {
                unmapped.add(incident);
            }
            for (Application application : applications) {
                incidents
                        .computeIfAbsent(application.id(), any -> new ArrayList<>())
                        .add(incident);
            }
        }
        this.incidentSources = mapping.sources(incidents);
        this.mistaken = mapping.mistaken();
        this.mappingProblems = mapping.problems();
    }

    /** Of all these applications at an instant; nothing where the instant is unknown. */
    List<ChainFacts> of(Collection<Application> applications, Optional<Instant> asOf) {
        return asOf.stream()
                .flatMap(instant -> applications.stream().flatMap(application -> at(application, instant).stream()))
                .toList();
    }

    private List<ChainFacts> at(Application application, Instant asOf) {
        return known.computeIfAbsent(
                new Key(application.id(), asOf),
                key -> ApplicationFacts.of(
                        application, log, incidents.getOrDefault(application.id(), List.of()), asOf, policy));
    }

    /** Whether the incidents of at least one of these applications are known, as far as the mapping of services goes. */
    boolean mapped(Collection<Application> applications) {
        return applications.isEmpty()
                || applications.stream().anyMatch(application -> !mistaken.contains(application.id()));
    }

    /** All sources that incidents of these applications come from. */
    Set<String> incidentSources(Collection<Application> applications) {
        var sources = new TreeSet<String>();
        applications.forEach(application -> sources.addAll(incidentSources.getOrDefault(application.id(), Set.of())));
        return sources;
    }

    /** How many incidents of the history belong to no application, for each source of incidents that is fresh. */
    SortedMap<String, Integer> unmapped(AsOf asOf) {
        var counts = new TreeMap<String, Integer>();
        asOf.incidentSources().stream().filter(asOf.instants()::containsKey).forEach(source -> counts.put(source, 0));
        for (Incident incident : unmapped) {
            String source = incident.id().substring(0, incident.id().indexOf('/'));
            Instant horizon = asOf.instants().getOrDefault(source, Instant.MAX).minus(policy.history());
            if (counts.containsKey(source)
                    && incident.end().filter(end -> end.isBefore(horizon)).isEmpty()) {
                counts.merge(source, 1, Integer::sum);
            }
        }
        return counts;
    }

    List<ServiceMapping.Problem> mappingProblems() {
        return mappingProblems;
    }

    private record Key(String application, Instant asOf) {}
}
