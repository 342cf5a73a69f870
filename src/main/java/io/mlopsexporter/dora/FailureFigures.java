package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Failed deployments, recovery and rework of a scope (design 3.4, 3.5, 3.6).
 *
 * @param asOf where its windows end
 */
public record FailureFigures(Instant asOf, List<InWindow> windows) {

    /**
     * What one window shows.
     *
     * @param settled false while changes are still to be read that may tell of failures, or of their end
     * @param deployments all successful ones: what the ratios are of
     * @param bySignal failed deployments by what tells of them; no incidents where no source of incidents is configured
     * @param recovery seconds from going live to the end of the failure, of failures that ended in the window
     * @param unlinked incidents of the window that no deployment is to blame for; empty without a source of incidents
     */
    public record InWindow(
            Window window,
            boolean settled,
            int deployments,
            int failed,
            Map<FailureSignal, Integer> bySignal,
            int rework,
            Optional<Distribution> recovery,
            OptionalInt unlinked) {

        /** Change failure rate. */
        public OptionalDouble failureRatio() {
            return ratio(failed);
        }

        public OptionalDouble reworkRatio() {
            return ratio(rework);
        }

        public int recoveries() {
            return recovery.map(Distribution::size).orElse(0);
        }

        private OptionalDouble ratio(int part) {
            return deployments == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / deployments);
        }
    }

    /** @param incidents each once; empty without a source of them */
    static FailureFigures of(
            List<Chain> chains, Optional<Collection<LinkedIncident>> incidents, Instant asOf, List<Window> windows) {
        var shown = new ArrayList<InWindow>(windows.size());
        for (int at = 0; at < windows.size(); at++) {
            var parts = new ArrayList<FailurePart>(chains.size());
            for (Chain chain : chains) {
                parts.add(chain.summary().failures().get(at));
            }
            Window window = windows.get(at);
            shown.add(inWindow(
                    window,
                    parts,
                    incidents
                            .map(all -> OptionalInt.of(unlinked(all, asOf, window)))
                            .orElse(OptionalInt.empty())));
        }
        return new FailureFigures(asOf, List.copyOf(shown));
    }

    /** The same as of another instant, between which and the former one nothing changes. */
    FailureFigures at(Instant other) {
        return new FailureFigures(other, windows);
    }

    private static InWindow inWindow(Window window, List<FailurePart> parts, OptionalInt unlinked) {
        var bySignal = new EnumMap<FailureSignal, Integer>(FailureSignal.class);
        for (FailureSignal signal : FailureSignal.values()) {
            if (unlinked.isPresent() || signal != FailureSignal.INCIDENT) {
                bySignal.put(signal, 0);
            }
        }
        boolean settled = true;
        int deployments = 0;
        int failed = 0;
        int rework = 0;
        var recovery = new ArrayList<Values>();
        for (FailurePart part : parts) {
            settled &= part.settled;
            deployments += part.deployments;
            failed += part.failed;
            rework += part.rework;
            recovery.add(part.recovery);
            part.bySignal.forEach(
                    (signal, count) -> bySignal.computeIfPresent(signal, (any, others) -> others + count));
        }
        return new InWindow(
                window, settled, deployments, failed, bySignal, rework, Values.together(recovery), unlinked);
    }

    private static int unlinked(Collection<LinkedIncident> incidents, Instant asOf, Window window) {
        return Math.toIntExact(Incidents.startedIn(incidents, asOf, window).stream()
                .filter(linked -> linked.link().isEmpty())
                .count());
    }
}
