package io.mlopsexporter.dora;

import io.mlopsexporter.event.Incident;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An incident as it stood at the as-of instant, and the deployment it is linked to, if there is one.
 */
public record LinkedIncident(Incident incident, Optional<Link> link) {

    /** The deployment that an incident blames. */
    public record Link(Delivery delivery, Confidence confidence) {}

    /** How sure a link is (design 3.4). */
    public enum Confidence {
        /** The incident names the deployment. */
        EXPLICIT,
        /** It is the latest deployment before the incident. */
        TEMPORAL;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Seconds from start to resolution; empty while open, and where the source has it end before it starts. */
    public OptionalDouble restoration() {
        return incident.end()
                .filter(end -> !end.isBefore(incident.startedAt()))
                .map(end -> OptionalDouble.of(Seconds.between(incident.startedAt(), end)))
                .orElse(OptionalDouble.empty());
    }

    boolean isLinkedTo(Delivery delivery) {
        return link.filter(found -> found.delivery().id().equals(delivery.id())).isPresent();
    }
}
