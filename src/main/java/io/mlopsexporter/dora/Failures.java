package io.mlopsexporter.dora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what tells of each failed deployment, so that it is failed once, however many signals say so. */
final class Failures {
    private Failures() {}

    static List<Failure> of(List<Delivery> deliveries, List<Remedy> remedies, List<LinkedIncident> incidents) {
        Map<String, List<Remedy>> remediesOf = new HashMap<>();
        for (Remedy remedy : remedies) {
            remediesOf
                    .computeIfAbsent(remedy.failed().id(), any -> new ArrayList<>())
                    .add(remedy);
        }
        Map<String, List<LinkedIncident>> incidentsOf = new HashMap<>();
        for (LinkedIncident incident : incidents) {
            incident.link()
                    .ifPresent(link -> incidentsOf
                            .computeIfAbsent(link.delivery().id(), any -> new ArrayList<>())
                            .add(incident));
        }
        return deliveries.stream()
                .filter(delivery -> remediesOf.containsKey(delivery.id()) || incidentsOf.containsKey(delivery.id()))
                .map(delivery -> new Failure(
                        delivery,
                        remediesOf.getOrDefault(delivery.id(), List.of()),
                        incidentsOf.getOrDefault(delivery.id(), List.of())))
                .toList();
    }
}
