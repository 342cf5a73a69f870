package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A failed deployment, with all that tells of it.
 *
 * @param remedies the deployments that rolled it back, reverted or fixed it
 * @param incidents those linked to it
 */
public record Failure(Delivery delivery, List<Remedy> remedies, List<LinkedIncident> incidents) {
    public Failure {
        remedies = List.copyOf(remedies);
        incidents = List.copyOf(incidents);
        if (remedies.isEmpty() && incidents.isEmpty()) {
            throw new IllegalArgumentException("nothing tells that this deployment failed: " + delivery.id());
        }
    }

    public Set<FailureSignal> signals() {
        Set<FailureSignal> signals = EnumSet.noneOf(FailureSignal.class);
        remedies.forEach(remedy -> signals.add(remedy.signal()));
        if (!incidents.isEmpty()) {
            signals.add(FailureSignal.INCIDENT);
        }
        return signals;
    }

    /** Seconds from going live to the end of the failure; empty while it lasts. */
    public OptionalDouble recovery() {
        return recoveredAt()
                .map(end -> OptionalDouble.of(Seconds.between(delivery.finishedAt(), end)))
                .orElse(OptionalDouble.empty());
    }

    /** When the failure ended; empty while an incident of it is open (design 3.9, 10). */
    public Optional<Instant> recoveredAt() {
        if (incidents.isEmpty()) {
            return remedies.stream().map(remedy -> remedy.by().finishedAt()).min(Comparator.naturalOrder());
        }
        if (incidents.stream().anyMatch(linked -> linked.incident().end().isEmpty())) {
            return Optional.empty();
        }
        return incidents.stream()
                .flatMap(linked -> linked.incident().end().stream())
                .max(Comparator.naturalOrder())
                .filter(end -> !end.isBefore(delivery.finishedAt()));
    }
}
