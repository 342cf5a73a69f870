package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deployments and lead time of a scope (design 3.2, 3.3).
 *
 * @param asOf where its windows end
 * @param lastDeployment the latest one known
 */
public record DeliveryFigures(Instant asOf, Optional<Instant> lastDeployment, List<InWindow> windows) {

    /**
     * What one window shows.
     *
     * @param dates UTC dates with at least one deployment
     * @param leadTime in seconds; its size is the number of changes
     * @param stages in seconds
     * @param excluded changes left out of the lead time, by each reason
     * @param unmeasured deployments whose changes are unknown, by each reason
     * @param settled false while changes of it are still to be read: what follows from changes is not known then
     * @param complete whether every deployment and change of the window is known
     */
    public record InWindow(
            Window window,
            int deployments,
            int dates,
            Optional<Distribution> leadTime,
            Map<Stage, Distribution> stages,
            Map<Exclusion, Integer> excluded,
            Map<Unmeasured, Integer> unmeasured,
            boolean settled,
            boolean complete) {

        public double perDay() {
            return deployments / window.days();
        }

        public int excluded(Exclusion reason) {
            return excluded.getOrDefault(reason, 0);
        }

        public int changes() {
            return leadTime.map(Distribution::size).orElse(0);
        }
    }

    /** @param sums of the chains, by window */
    static DeliveryFigures of(List<Chain> chains, List<DeliverySum> sums, Instant asOf, List<Window> windows) {
        Instant last = Instant.MIN;
        for (Chain chain : chains) {
            Instant own = chain.facts().lastDeployment().orElse(Instant.MIN);
            last = own.isAfter(last) ? own : last;
        }
        var shown = new ArrayList<InWindow>(windows.size());
        for (int at = 0; at < windows.size(); at++) {
            shown.add(sums.get(at).in(windows.get(at)));
        }
        return new DeliveryFigures(
                asOf, last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last), List.copyOf(shown));
    }

    /** The same as of another instant, between which and the former one nothing changes. */
    DeliveryFigures at(Instant other) {
        return new DeliveryFigures(other, lastDeployment, windows);
    }
}
