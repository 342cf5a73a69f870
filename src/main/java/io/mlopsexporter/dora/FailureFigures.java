package io.mlopsexporter.dora;

import java.time.Instant;
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
     * @param deployments all successful ones: what the ratios are of
     * @param bySignal failed deployments by what tells of them; no incidents where no source of incidents is configured
     * @param recovery seconds from going live to the end of the failure, of failures that ended in the window
     * @param unlinked incidents of the window that no deployment is to blame for; empty without a source of incidents
     */
    public record InWindow(
            Window window,
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

    static FailureFigures of(List<ChainFacts> chains, Instant asOf, List<Window> windows, boolean incidentsKnown) {
        return new FailureFigures(
                asOf,
                windows.stream()
                        .map(window -> inWindow(chains, asOf, window, incidentsKnown))
                        .toList());
    }

    private static InWindow inWindow(List<ChainFacts> chains, Instant asOf, Window window, boolean incidentsKnown) {
        List<Failure> failed = chains.stream()
                .flatMap(chain -> chain.failures().stream())
                .filter(failure -> window.contains(asOf, failure.delivery().finishedAt()))
                .toList();
        var bySignal = new EnumMap<FailureSignal, Integer>(FailureSignal.class);
        for (FailureSignal signal : FailureSignal.values()) {
            if (incidentsKnown || signal != FailureSignal.INCIDENT) {
                bySignal.put(signal, count(failed, signal));
            }
        }
        return new InWindow(
                window,
                chains.stream()
                        .mapToInt(chain -> chain.deliveries(window).size())
                        .sum(),
                failed.size(),
                bySignal,
                chains.stream().mapToInt(chain -> rework(chain, window)).sum(),
                recovery(chains, asOf, window),
                incidentsKnown ? OptionalInt.of(unlinked(chains, asOf, window)) : OptionalInt.empty());
    }

    private static int count(List<Failure> failed, FailureSignal signal) {
        return Math.toIntExact(failed.stream()
                .filter(failure -> failure.signals().contains(signal))
                .count());
    }

    private static int rework(ChainFacts chain, Window window) {
        return chain.rework().isEmpty()
                ? 0
                : Math.toIntExact(chain.deliveries(window).stream()
                        .filter(delivery -> chain.rework().containsKey(delivery.id()))
                        .count());
    }

    private static Optional<Distribution> recovery(List<ChainFacts> chains, Instant asOf, Window window) {
        return Distribution.of(chains.stream()
                .flatMap(chain -> chain.failures().stream())
                .filter(failure -> failure.recoveredAt()
                        .filter(end -> window.contains(asOf, end))
                        .isPresent())
                .map(Failure::recovery)
                .flatMapToDouble(OptionalDouble::stream));
    }

    private static int unlinked(List<ChainFacts> chains, Instant asOf, Window window) {
        return Math.toIntExact(Incidents.startedIn(Incidents.distinct(chains), asOf, window).stream()
                .filter(linked -> linked.link().isEmpty())
                .count());
    }
}
