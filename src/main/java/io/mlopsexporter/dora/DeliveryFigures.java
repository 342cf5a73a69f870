package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

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
     * @param startingLate changes left out as they start after they went live
     * @param unmeasured deployments whose changes are unknown, by each reason
     * @param complete whether every deployment and change of the window is known
     */
    public record InWindow(
            Window window,
            int deployments,
            int dates,
            Optional<Distribution> leadTime,
            Map<Stage, Distribution> stages,
            int startingLate,
            Map<Unmeasured, Integer> unmeasured,
            boolean complete) {

        public double perDay() {
            return deployments / window.days();
        }

        public int changes() {
            return leadTime.map(Distribution::size).orElse(0);
        }
    }

    static DeliveryFigures of(List<ChainFacts> chains, Instant asOf, List<Window> windows) {
        return new DeliveryFigures(
                asOf,
                chains.stream()
                        .filter(chain -> !chain.deliveries().isEmpty())
                        .map(chain -> chain.deliveries()
                                .get(chain.deliveries().size() - 1)
                                .finishedAt())
                        .max(Comparator.naturalOrder()),
                windows.stream().map(window -> inWindow(chains, window)).toList());
    }

    private static InWindow inWindow(List<ChainFacts> chains, Window window) {
        List<Delivery> deliveries = chains.stream()
                .flatMap(chain -> chain.deliveries(window).stream())
                .toList();
        return new InWindow(
                window,
                deliveries.size(),
                Math.toIntExact(deliveries.stream()
                        .mapToLong(
                                delivery -> Math.floorDiv(delivery.finishedAt().getEpochSecond(), 86_400L))
                        .distinct()
                        .count()),
                Distribution.of(deliveries.stream()
                        .flatMapToDouble(delivery ->
                                delivery.timed().mapToDouble(change -> change.leadTime(delivery.finishedAt())))),
                stages(deliveries),
                Math.toIntExact(deliveries.stream()
                        .mapToLong(delivery -> delivery.changes().stream()
                                .filter(delivery::startsLate)
                                .count())
                        .sum()),
                unmeasured(deliveries),
                chains.stream().allMatch(chain -> chain.isComplete(window)));
    }

    private static Map<Stage, Distribution> stages(List<Delivery> deliveries) {
        var stages = new EnumMap<Stage, Distribution>(Stage.class);
        for (Stage stage : Stage.values()) {
            Distribution.of(deliveries.stream()
                            .flatMapToDouble(delivery -> delivery.timed()
                                    .map(change -> change.stage(stage, delivery.finishedAt()))
                                    .flatMapToDouble(OptionalDouble::stream)))
                    .ifPresent(distribution -> stages.put(stage, distribution));
        }
        return stages;
    }

    private static Map<Unmeasured, Integer> unmeasured(List<Delivery> deliveries) {
        var counts = new EnumMap<Unmeasured, Integer>(Unmeasured.class);
        for (Unmeasured reason : Unmeasured.values()) {
            Predicate<Delivery> has = delivery -> delivery.unmeasured().equals(Optional.of(reason));
            counts.put(reason, Math.toIntExact(deliveries.stream().filter(has).count()));
        }
        return counts;
    }
}
