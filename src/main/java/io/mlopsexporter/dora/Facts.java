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

/** The facts of applications at instants, each made once for all the scopes that need it. */
final class Facts {
    private final EventLog log;
    private final Policy policy;
    private final Map<String, List<Incident>> incidents = new HashMap<>();
    private final SortedMap<String, Integer> unmapped = new TreeMap<>();
    private final Map<Key, List<ChainFacts>> known = new HashMap<>();

    Facts(EventLog log, Policy policy) {
        this.log = log;
        this.policy = policy;
        var services = new Services(log.applications().values());
        for (Incident incident : log.incidents().values()) {
            Set<Application> applications = services.of(incident);
            if (applications.isEmpty()) {
                unmapped.merge(incident.id().substring(0, incident.id().indexOf('/')), 1, Integer::sum);
            }
            for (Application application : applications) {
                incidents
                        .computeIfAbsent(application.id(), any -> new ArrayList<>())
                        .add(incident);
            }
        }
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

    /** How many incidents belong to no application, for each of these sources and any other that has some. */
    SortedMap<String, Integer> unmapped(Set<String> sources) {
        var counts = new TreeMap<>(unmapped);
        sources.forEach(source -> counts.putIfAbsent(source, 0));
        return counts;
    }

    private record Key(String application, Instant asOf) {}
}
