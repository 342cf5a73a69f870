package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.Optional;

/**
 * An incident of PagerDuty's kind, with all that will ever happen to it.
 *
 * @param at when it was triggered
 * @param mergedInto id of the incident that it was merged into when it was resolved
 */
record DemoIncident(
        String id,
        int number,
        DemoService service,
        String title,
        String urgency,
        Instant at,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> resolvedAt,
        Optional<String> mergedInto)
        implements Dated {

    boolean isResolved(Instant now) {
        return resolvedAt.filter(end -> !end.isAfter(now)).isPresent();
    }

    String status(Instant now) {
        if (isResolved(now)) {
            return "resolved";
        }
        return acknowledgedAt.filter(time -> !time.isAfter(now)).isPresent() ? "acknowledged" : "triggered";
    }

    /** When its status changed last. */
    Instant changedAt(Instant now) {
        if (isResolved(now)) {
            return resolvedAt.orElse(at);
        }
        return acknowledgedAt.filter(time -> !time.isAfter(now)).orElse(at);
    }
}
