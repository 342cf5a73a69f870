package io.mlopsexporter.dora;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds rollbacks, reverts and hotfixes among the deployments of one environment (design 3.4). */
final class Remedies {
    private final List<Delivery> deliveries;
    private final Policy policy;
    private final Delivered delivered;
    private final List<Remedy> found = new ArrayList<>();

    private Remedies(List<Delivery> deliveries, Policy policy) {
        this.deliveries = deliveries;
        this.policy = policy;
        this.delivered = new Delivered(deliveries);
    }

    static List<Remedy> of(List<Delivery> deliveries, Policy policy) {
        var remedies = new Remedies(deliveries, policy);
        for (int at = 0; at < deliveries.size(); at++) {
            Delivery delivery = deliveries.get(at);
            if (at > 0) {
                remedies.rollback(deliveries.get(at - 1), delivery);
                remedies.hotfix(deliveries.get(at - 1), delivery);
            }
            remedies.reverts(delivery);
        }
        return List.copyOf(remedies.found);
    }

    private void rollback(Delivery before, Delivery delivery) {
        if (delivery.rollback()) {
            found.add(new Remedy(FailureSignal.ROLLBACK, before, delivery));
        }
    }

    private void hotfix(Delivery before, Delivery delivery) {
        if (isWithinWindow(before, delivery)
                && !delivery.changes().isEmpty()
                && delivery.changes().stream().allMatch(change -> change.isHotfix(policy.hotfixPattern()))) {
            found.add(new Remedy(FailureSignal.HOTFIX, before, delivery));
        }
    }

    private void reverts(Delivery delivery) {
        List<Change> reverting = reverting(delivery);
        if (reverting.isEmpty()) {
            return;
        }
        reverting.stream()
                .flatMap(delivered::revertedBy)
                .distinct()
                .map(deliveries::get)
                .filter(failed -> failed.finishedAt().isBefore(delivery.finishedAt()))
                .filter(failed -> isWithinWindow(failed, delivery))
                .forEach(failed -> found.add(new Remedy(FailureSignal.REVERT, failed, delivery)));
    }

    private static List<Change> reverting(Delivery delivery) {
        List<Change> reverting = new ArrayList<>(0);
        for (Change change : delivery.changes()) {
            if (change.isRevert()) {
                reverting.add(change);
            }
        }
        return reverting;
    }

    private boolean isWithinWindow(Delivery failed, Delivery later) {
        return Duration.between(failed.finishedAt(), later.finishedAt()).compareTo(policy.incidentLinkWindow()) <= 0;
    }
}
