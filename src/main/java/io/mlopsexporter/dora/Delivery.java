package io.mlopsexporter.dora;

import io.mlopsexporter.event.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A counted deployment and what it delivers.
 *
 * @param version of a model: what went live, where it is known
 * @param unmeasured why its changes are unknown, if they are; then {@code changes} is empty
 * @param changes what it delivers, those whose lead time would be negative included; none for a rollback
 * @param rollback whether it goes back to a commit that was live before, and so undoes the deployment before it
 * @param settled false while changes of it, or of the deployment before, are still to be read
 * @param elsewhere changes left out as they touch none of the application's paths
 */
public record Delivery(
        CountedDeployment deployment,
        Optional<ModelVersion> version,
        Optional<Unmeasured> unmeasured,
        List<Change> changes,
        boolean rollback,
        boolean settled,
        int elsewhere) {
    public Delivery {
        changes = List.copyOf(changes);
    }

    public String id() {
        return deployment.id();
    }

    public Instant finishedAt() {
        return deployment.finishedAt();
    }

    /** The changes that have a lead time. */
    public Stream<Change> timed() {
        return changes.stream().filter(change -> exclusion(change).isEmpty());
    }

    /** Why a change has no lead time; empty if it has one. */
    public Optional<Exclusion> exclusion(Change change) {
        if (change.start().isEmpty()) {
            return Optional.of(Exclusion.START_UNKNOWN);
        }
        return change.start().get().isAfter(finishedAt())
                ? Optional.of(Exclusion.NEGATIVE_LEAD_TIME)
                : Optional.empty();
    }
}
