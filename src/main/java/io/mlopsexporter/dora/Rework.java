package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Unplanned deployments, made because of a failure in production (design 3.6; 3.9, 11). */
final class Rework {
    private Rework() {}

    /** Ids of the rework deployments of an environment. */
    static Set<String> of(
            List<Delivery> deliveries, List<Remedy> remedies, List<LinkedIncident> incidents, Pattern hotfix) {
        var rework = new HashSet<String>();
        remedies.forEach(remedy -> rework.add(remedy.by().id()));
        var linked = incidents.stream()
                .filter(incident -> incident.link().isPresent())
                .toList();
        if (linked.isEmpty()) {
            return rework;
        }
        for (Delivery delivery : deliveries) {
            if (isDuring(delivery, linked) && onlyRepairs(delivery, hotfix)) {
                rework.add(delivery.id());
            }
        }
        return rework;
    }

    private static boolean isDuring(Delivery delivery, List<LinkedIncident> linked) {
        return linked.stream()
                .anyMatch(incident -> isOpen(incident, delivery.finishedAt()) && !incident.isLinkedTo(delivery));
    }

    private static boolean isOpen(LinkedIncident linked, Instant instant) {
        return !linked.incident().startedAt().isAfter(instant)
                && linked.incident().end().map(end -> end.isAfter(instant)).orElse(true);
    }

    private static boolean onlyRepairs(Delivery delivery, Pattern hotfix) {
        return !delivery.changes().isEmpty()
                && delivery.changes().stream().allMatch(change -> change.isHotfix(hotfix) || change.isRevert());
    }
}
