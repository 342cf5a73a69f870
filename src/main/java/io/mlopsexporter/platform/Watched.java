package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.ServiceMapping;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which applications have something that tells of their incidents. */
final class Watched {
    private final Set<String> applications = new HashSet<>();
    private boolean open;

    /** @param sources those of services that are known up to a recent instant */
    Watched(EventLog log, Set<String> sources) {
        ServiceMapping mapping = new ServiceMapping(log, sources);
        for (IncidentService service : log.incidentServices().values()) {
            List<Application> owners = mapping.of(service);
            owners.forEach(owner -> applications.add(owner.id()));
            open |= owners.isEmpty(); // it may be of any application
        }
        open |= log.incidentServices().isEmpty();
    }

    Measured of(String team, List<ChainFacts> chains) {
        List<String> deployed = chains.stream()
                .filter(chain -> chain.application().team().equals(team)
                        && !chain.deliveries().isEmpty())
                .map(chain -> chain.application().id())
                .distinct()
                .toList();
        long known = deployed.stream().filter(applications::contains).count();
        return open && known < deployed.size()
                ? Measured.unknown("which incident services are of the team is not known of all")
                : Measured.of(known, deployed.size(), "applications in production", "have a source of incidents");
    }
}
