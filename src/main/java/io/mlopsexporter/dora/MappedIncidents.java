package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All incidents, by the applications whose services they are of. */
final class MappedIncidents {
    private final EventLog log;
    private final Set<String> configured;
    private final Map<String, List<Incident>> byApplication = new HashMap<>();
    private final List<Incident> unmapped = new ArrayList<>();
    private boolean shared;
    private final Map<String, Set<String>> sources;
    private final Set<String> mistaken;
    private final List<ServiceMapping.Problem> problems;

    /** @param configured the sources of incidents that are configured */
    MappedIncidents(EventLog log, Set<String> configured) {
        this.log = log;
        this.configured = configured;
        var mapping = new ServiceMapping(log, configured);
        for (Incident incident : log.incidents().values()) {
            List<Application> applications = mapping.of(incident);
            if (applications.isEmpty()) {
                unmapped.add(incident);
            }
            shared |= applications.size() > 1 || !incident.occurrence().equals(incident.id());
            for (Application application : applications) {
                byApplication
                        .computeIfAbsent(application.id(), any -> new ArrayList<>())
                        .add(incident);
            }
        }
        sources = mapping.sources(byApplication);
        mistaken = mapping.mistaken();
        problems = mapping.problems();
    }

    /** Whether a later log has the same incidents, services and applications: then all of this holds for it. */
    boolean holdsFor(EventLog other, Set<String> otherConfigured) {
        return other.incidents() == log.incidents()
                && other.incidentServices() == log.incidentServices()
                && other.applications().equals(log.applications())
                && otherConfigured.equals(configured);
    }

    List<Incident> of(Application application) {
        return byApplication.getOrDefault(application.id(), List.of());
    }

    /** Where its incidents come from. */
    Set<String> sources(Application application) {
        return sources.getOrDefault(application.id(), Set.of());
    }

    /** Whether its incidents are known, as far as the mapping of services goes. */
    boolean isMapped(Application application) {
        return !mistaken.contains(application.id());
    }

    /** Whether an incident may be one of several applications: only then has any to be told apart. */
    boolean areShared() {
        return shared;
    }

    /** Those of no application. */
    List<Incident> unmapped() {
        return unmapped;
    }

    List<ServiceMapping.Problem> problems() {
        return problems;
    }
}
