package io.mlopsexporter.dora;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What one application and environment adds to the {@link FailureFigures} of a window, at every scope. */
final class FailurePart {
    final boolean settled;
    final int deployments;
    final int failed;
    /** Of those, by each signal that there is. */
    final Map<FailureSignal, Integer> bySignal;

    final int rework;
    final Values recovery;

    FailurePart(ChainFacts chain, Window window, Duration linkWindow) {
        Instant asOf = chain.asOf();
        // what ends in the window may have failed that much earlier
        settled = chain.isSettled(window.start(asOf).minus(linkWindow));
        deployments = chain.deliveries(window).size();
        rework = chain.rework().isEmpty()
                ? 0
                : Math.toIntExact(chain.deliveries(window).stream()
                        .filter(delivery -> chain.rework().containsKey(delivery.id()))
                        .count());
        var recovered = new Values.Gathering();
        var signals = new EnumMap<FailureSignal, Integer>(FailureSignal.class);
        int count = 0;
        for (Failure failure : chain.failures()) {
            if (window.contains(asOf, failure.delivery().finishedAt())) {
                count++;
                failure.signals().forEach(signal -> signals.merge(signal, 1, Integer::sum));
            }
            if (failure.recoveredAt().filter(end -> window.contains(asOf, end)).isPresent()) {
                failure.recovery().ifPresent(recovered::add);
            }
        }
        failed = count;
        bySignal = Map.copyOf(signals);
        recovery = recovered.values();
    }
}
