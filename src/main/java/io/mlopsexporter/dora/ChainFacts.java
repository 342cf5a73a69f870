package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The same as of another instant, between which and the former one nothing changes that is in it. */
    ChainFacts at(Instant other, Instant otherCoveredFrom) {
        return new ChainFacts(
                application, environment, other, deliveries, incidents, failures, rework, otherCoveredFrom);
    }

    /** When the latest deployment was. */
    Optional<Instant> lastDeployment() {
        return deliveries.isEmpty()
                ? Optional.empty()
                : Optional.of(deliveries.get(deliveries.size() - 1).finishedAt());
    }

    /** The deliveries of a window. */
    public List<Delivery> deliveries(Window window) {
        return deliveriesAfter(window.start(asOf));
    }

    /** Whether all that the deployments after an instant deliver is known, or known to be unknowable. */
    boolean isSettled(Instant start) {
        return deliveriesAfter(start).stream().allMatch(Delivery::settled);
    }

    private List<Delivery> deliveriesAfter(Instant start) {
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
        Instant start = window.start(asOf);
        return !coveredFrom.isAfter(start) && isSettled(start);
    }
}
