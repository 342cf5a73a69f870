package io.mlopsexporter.dora;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The parts of one window, put together. Immutable. */
final class FailureSum implements Sum<FailurePart, FailureSum> {
    static final FailureSum NONE = new FailureSum();

    private final Map<FailureSignal, Integer> bySignal = new EnumMap<>(FailureSignal.class);
    private final Ordered recovery;
    private int unsettled;
    private int deployments;
    private int failed;
    private int rework;

    private FailureSum() {
        recovery = Ordered.NONE;
        for (FailureSignal signal : FailureSignal.values()) {
            bySignal.put(signal, 0);
        }
    }

    private FailureSum(FailureSum before, List<FailurePart> less, List<FailurePart> more) {
        bySignal.putAll(before.bySignal);
        unsettled = before.unsettled;
        deployments = before.deployments;
        failed = before.failed;
        rework = before.rework;
        less.forEach(part -> count(part, -1));
        more.forEach(part -> count(part, 1));
        recovery = before.recovery.with(recoveries(less), recoveries(more));
    }

    private static List<Values> recoveries(List<FailurePart> parts) {
        return parts.stream().map(part -> part.recovery).toList();
    }

    @Override
    public FailureSum with(List<FailurePart> less, List<FailurePart> more) {
        return new FailureSum(this, less, more);
    }

    /** @param times 1, or −1 to take it away */
    private void count(FailurePart part, int times) {
        unsettled += part.settled ? 0 : times;
        deployments += times * part.deployments;
        failed += times * part.failed;
        rework += times * part.rework;
        part.bySignal.forEach((signal, count) -> bySignal.merge(signal, times * count, Integer::sum));
    }

    /** @param unlinked empty without a source of incidents */
    FailureFigures.InWindow in(Window window, OptionalInt unlinked) {
        var signals = new EnumMap<>(bySignal);
        if (unlinked.isEmpty()) {
            signals.remove(FailureSignal.INCIDENT);
        }
        return new FailureFigures.InWindow(
                window, unsettled == 0, deployments, failed, signals, rework, recovery.distribution(), unlinked);
    }
}
