package io.mlopsexporter.dora;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of one window, put together. In loops: there are a hundred thousand of them to a derivation. Immutable. */
final class DeliverySum implements Sum<DeliveryPart, DeliverySum> {
    static final DeliverySum NONE = new DeliverySum();

    private final Ordered leadTimes;
    private final Map<Stage, Ordered> stages = new EnumMap<>(Stage.class);
    private final Map<Exclusion, Integer> excluded = new EnumMap<>(Exclusion.class);
    private final Map<Unmeasured, Integer> unmeasured = new EnumMap<>(Unmeasured.class);
    /** How many parts have a deployment on a day. */
    private final Map<Long, Integer> dates = new HashMap<>();

    private int deployments;
    private int unsettled;
    private int incomplete;

    private DeliverySum() {
        leadTimes = Ordered.NONE;
        for (Exclusion reason : Exclusion.values()) {
            excluded.put(reason, 0);
        }
        for (Unmeasured reason : Unmeasured.values()) {
            unmeasured.put(reason, 0);
        }
    }

    private DeliverySum(DeliverySum before, List<DeliveryPart> less, List<DeliveryPart> more) {
        stages.putAll(before.stages);
        excluded.putAll(before.excluded);
        unmeasured.putAll(before.unmeasured);
        dates.putAll(before.dates);
        deployments = before.deployments;
        unsettled = before.unsettled;
        incomplete = before.incomplete;
        var gone = new Times();
        var come = new Times();
        less.forEach(part -> count(part, -1, gone));
        more.forEach(part -> count(part, 1, come));
        leadTimes = before.leadTimes.with(gone.leadTimes, come.leadTimes);
        for (Stage stage : Stage.values()) {
            var lessOfIt = gone.stages.getOrDefault(stage, List.of());
            var moreOfIt = come.stages.getOrDefault(stage, List.of());
            if (!lessOfIt.isEmpty() || !moreOfIt.isEmpty()) {
                stages.put(stage, stages.getOrDefault(stage, Ordered.NONE).with(lessOfIt, moreOfIt));
            }
        }
    }

    @Override
    public DeliverySum with(List<DeliveryPart> less, List<DeliveryPart> more) {
        return new DeliverySum(this, less, more);
    }

    /** @param times 1, or −1 to take it away */
    private void count(DeliveryPart part, int times, Times seconds) {
        unsettled += part.settled ? 0 : times;
        incomplete += part.complete ? 0 : times;
        if (part.deployments == 0) {
            return;
        }
        deployments += times * part.deployments;
        for (long day : part.dates) {
            dates.merge(day, times, (one, other) -> one + other == 0 ? null : one + other);
        }
        for (Map.Entry<Exclusion, Integer> one : part.excluded.entrySet()) {
            excluded.merge(one.getKey(), times * one.getValue(), Integer::sum);
        }
        for (Map.Entry<Unmeasured, Integer> one : part.unmeasured.entrySet()) {
            unmeasured.merge(one.getKey(), times * one.getValue(), Integer::sum);
        }
        seconds.leadTimes.add(part.leadTimes);
        for (Map.Entry<Stage, Values> one : part.stages.entrySet()) {
            seconds.stages
                    .computeIfAbsent(one.getKey(), any -> new ArrayList<>())
                    .add(one.getValue());
        }
    }

    DeliveryFigures.InWindow in(Window window) {
        var distributions = new EnumMap<Stage, Distribution>(Stage.class);
        stages.forEach((stage, values) -> values.distribution().ifPresent(found -> distributions.put(stage, found)));
        return new DeliveryFigures.InWindow(
                window,
                deployments,
                dates.size(),
                leadTimes.distribution(),
                distributions,
                excluded,
                unmeasured,
                unsettled == 0,
                incomplete == 0);
    }

    /** Of some parts, as they are gone through. */
    private static final class Times {
        private final List<Values> leadTimes = new ArrayList<>();
        private final Map<Stage, List<Values>> stages = new EnumMap<>(Stage.class);
    }
}
