package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that is measured, and all that explains it, of one application in one environment at one instant.
 *
 * @param asOf up to which events are taken into account
 * @param deliveries the counted deployments, in order
 * @param incidents those of the application that belong to this environment (design 3.9, 2)
 * @param failures the failed deployments, in order
 * @param rework the rework deployments, by id
 * @param coveredFrom from when on every deployment is known
 */
public record ChainFacts(
        Application application,
        String environment,
        Instant asOf,
        List<Delivery> deliveries,
        List<LinkedIncident> incidents,
        List<Failure> failures,
        Map<String, Rework> rework,
        Instant coveredFrom) {
    public ChainFacts {
        deliveries = List.copyOf(deliveries);
        incidents = List.copyOf(incidents);
        failures = List.copyOf(failures);
        rework = Map.copyOf(rework);
    }

    /** The deliveries of a window. */
    public List<Delivery> deliveries(Window window) {
        Instant start = window.start(asOf);
        int low = 0;
        int high = deliveries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (deliveries.get(middle).finishedAt().isAfter(start)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return deliveries.subList(low, deliveries.size());
    }

    /** Whether every deployment and change of a window is known. */
    public boolean isComplete(Window window) {
        return !coveredFrom.isAfter(window.start(asOf))
                && deliveries(window).stream().allMatch(Delivery::settled);
    }
}
