package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.ArrayList;
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

    /** @param incidents by window; empty without a source of them */
    static FailureFigures of(
            List<FailureSum> sums, Optional<List<IncidentSum>> incidents, Instant asOf, List<Window> windows) {
        var shown = new ArrayList<InWindow>(windows.size());
        for (int at = 0; at < windows.size(); at++) {
            int window = at;
            shown.add(sums.get(at)
                    .in(
                            windows.get(at),
                            incidents
                                    .map(all -> OptionalInt.of(all.get(window).unlinked()))
                                    .orElse(OptionalInt.empty())));
        }
        return new FailureFigures(asOf, List.copyOf(shown));
    }

    /** The same as of another instant, between which and the former one nothing changes. */
    FailureFigures at(Instant other) {
        return new FailureFigures(other, windows);
    }
}
