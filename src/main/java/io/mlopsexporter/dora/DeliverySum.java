package io.mlopsexporter.dora;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The parts of one window, put together. In loops: there are a hundred thousand of them to a derivation. */
final class DeliverySum {
    private final List<Values> leadTimes = new ArrayList<>();
    private final Map<Stage, List<Values>> stages = new EnumMap<>(Stage.class);
    private final Map<Exclusion, Integer> excluded = new EnumMap<>(Exclusion.class);
    private final Map<Unmeasured, Integer> unmeasured = new EnumMap<>(Unmeasured.class);
    private final List<long[]> dates = new ArrayList<>();
    private int deployments;
    private boolean settled = true;
    private boolean complete = true;

    DeliverySum() {
        for (Exclusion reason : Exclusion.values()) {
            excluded.put(reason, 0);
        }
        for (Unmeasured reason : Unmeasured.values()) {
            unmeasured.put(reason, 0);
        }
    }

    void add(DeliveryPart part) {
        settled &= part.settled;
        complete &= part.complete;
        if (part.deployments == 0) {
            return;
        }
        deployments += part.deployments;
        dates.add(part.dates);
        leadTimes.add(part.leadTimes);
        part.stages.forEach((stage, values) ->
                stages.computeIfAbsent(stage, any -> new ArrayList<>()).add(values));
        part.excluded.forEach((reason, count) -> excluded.merge(reason, count, Integer::sum));
        part.unmeasured.forEach((reason, count) -> unmeasured.merge(reason, count, Integer::sum));
    }

    DeliveryFigures.InWindow in(Window window) {
        var distributions = new EnumMap<Stage, Distribution>(Stage.class);
        stages.forEach((stage, values) -> Values.together(values).ifPresent(found -> distributions.put(stage, found)));
        return new DeliveryFigures.InWindow(
                window,
                deployments,
                distinctDates(),
                Values.together(leadTimes),
                distributions,
                excluded,
                unmeasured,
                settled,
                complete);
    }

    private int distinctDates() {
        if (dates.size() < 2) {
            return dates.isEmpty() ? 0 : dates.get(0).length;
        }
        long first = Long.MAX_VALUE;
        for (long[] some : dates) {
            first = Math.min(first, some[0]);
        }
        var days = new BitSet();
        for (long[] some : dates) {
            for (long day : some) {
                days.set(Math.toIntExact(day - first));
            }
        }
        return days.cardinality();
    }
}
