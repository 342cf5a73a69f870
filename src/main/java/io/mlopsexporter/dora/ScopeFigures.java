package io.mlopsexporter.dora;

import java.util.List;
import java.util.Optional;

/**
 * All figures of one scope. What is empty is withheld: a source that it needs is not configured, or not known up to a
 * recent instant.
 *
 * @param quickCheck by window, in the order of the policy
 * @param evidence what each group of figures was computed from
 */
public record ScopeFigures(
        Scope scope,
        Optional<DeliveryFigures> delivery,
        Optional<IncidentFigures> incidents,
        Optional<FailureFigures> failures,
        List<QuickCheck> quickCheck,
        Evidence evidence) {

    /** The facts behind each group: they may differ, as each group has an as-of instant of its own. */
    public record Evidence(List<ChainFacts> delivery, List<ChainFacts> incidents, List<ChainFacts> failures) {
        public Evidence {
            delivery = List.copyOf(delivery);
            incidents = List.copyOf(incidents);
            failures = List.copyOf(failures);
        }
    }
}
