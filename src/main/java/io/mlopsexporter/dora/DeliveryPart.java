package io.mlopsexporter.dora;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the deployments of one application and environment add to the {@link DeliveryFigures} of a window, at every scope: each change
 * is looked at once, and roll-ups are put together from these.
 */
final class DeliveryPart {
    final int deployments;
    /** Distinct days since 1970, in order. */
    final long[] dates;

    final Values leadTimes;
    final Map<Stage, Values> stages;
    /** Only reasons that there are. */
    final Map<Exclusion, Integer> excluded;
    /** Only reasons that there are. */
    final Map<Unmeasured, Integer> unmeasured;

    final boolean settled;
    final boolean complete;

    DeliveryPart(ChainFacts chain, Window window) {
        List<Delivery> deliveries = chain.deliveries(window);
        deployments = deliveries.size();
        dates = deliveries.stream()
                .mapToLong(delivery -> Math.floorDiv(delivery.finishedAt().getEpochSecond(), 86_400L))
                .distinct()
                .toArray();
        var times = new Values.Gathering();
        var byStage = new EnumMap<Stage, Values.Gathering>(Stage.class);
        var excludedBy = new EnumMap<Exclusion, Integer>(Exclusion.class);
        var unmeasuredBy = new EnumMap<Unmeasured, Integer>(Unmeasured.class);
        boolean all = true;
        for (Delivery delivery : deliveries) {
            delivery.unmeasured().ifPresent(reason -> unmeasuredBy.merge(reason, 1, Integer::sum));
            all &= delivery.settled();
            for (Change change : delivery.changes()) {
                var exclusion = delivery.exclusion(change);
                if (exclusion.isPresent()) {
                    excludedBy.merge(exclusion.get(), 1, Integer::sum);
                } else {
                    add(times, change.leadTime(delivery.finishedAt()));
                    for (Stage stage : Stage.values()) {
                        OptionalDouble seconds = change.stage(stage, delivery.finishedAt());
                        if (seconds.isPresent()) {
                            add(byStage.computeIfAbsent(stage, any -> new Values.Gathering()), seconds);
                        }
                    }
                }
            }
        }
        leadTimes = times.values();
        var found = new EnumMap<Stage, Values>(Stage.class);
        byStage.forEach((stage, seconds) -> found.put(stage, seconds.values()));
        // there are many parts, and most of what could be in them is not
        stages = Map.copyOf(found);
        excluded = Map.copyOf(excludedBy);
        unmeasured = Map.copyOf(unmeasuredBy);
        settled = all;
        complete = chain.isComplete(window);
    }

    private static void add(Values.Gathering times, OptionalDouble seconds) {
        if (seconds.isPresent()) {
            times.add(seconds.getAsDouble());
        }
    }
}
