package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a deployment was unplanned, and made because of a failure in production (design 3.6; 3.9, 11).
 *
 * @param remedies what it rolled back, reverted or fixed
 * @param during incidents of other deployments that were open when it went live with nothing but repairs
 */
public record Rework(List<Remedy> remedies, List<LinkedIncident> during) {
    public Rework {
        remedies = List.copyOf(remedies);
        during = List.copyOf(during);
    }

    /** The rework deployments of an environment, by id. */
    static Map<String, Rework> of(
            List<Delivery> deliveries, List<Remedy> remedies, List<LinkedIncident> incidents, Pattern hotfix) {
        Map<String, List<Remedy>> remediesBy = new HashMap<>();
        remedies.forEach(remedy -> remediesBy
                .computeIfAbsent(remedy.by().id(), any -> new ArrayList<>())
                .add(remedy));
        var linked = incidents.stream()
                .filter(incident -> incident.link().isPresent())
                .toList();
        var rework = new HashMap<String, Rework>();
        for (Delivery delivery : deliveries) {
            List<Remedy> own = remediesBy.getOrDefault(delivery.id(), List.of());
            List<LinkedIncident> during = during(delivery, linked);
            if (!during.isEmpty() && !onlyRepairs(delivery, hotfix)) {
                during = List.of();
            }
            if (!own.isEmpty() || !during.isEmpty()) {
                rework.put(delivery.id(), new Rework(own, during));
            }
        }
        return rework;
    }

    private static List<LinkedIncident> during(Delivery delivery, List<LinkedIncident> linked) {
        return linked.isEmpty()
                ? linked
                : linked.stream()
                        .filter(incident -> isOpen(incident, delivery.finishedAt()) && !incident.isLinkedTo(delivery))
                        .toList();
    }

    private static boolean isOpen(LinkedIncident linked, Instant instant) {
        Optional<Instant> end = linked.incident().end();
        return !linked.incident().startedAt().isAfter(instant)
                && (end.isEmpty() || end.get().isAfter(instant));
    }

    private static boolean onlyRepairs(Delivery delivery, Pattern hotfix) {
        return !delivery.changes().isEmpty()
                && delivery.changes().stream().allMatch(change -> change.isHotfix(hotfix) || change.isRevert());
    }
}
