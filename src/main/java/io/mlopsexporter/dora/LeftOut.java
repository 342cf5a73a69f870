package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An attempt to deploy an application that is in no figure, and why. Made when somebody asks: there can be many.
 *
 * @param chain whose deployment it would have been
 * @param at when it succeeded first; when it was asked for, if it never did
 * @param same the deployment that it repeats, if that is the reason
 */
public record LeftOut(ChainFacts chain, Deployment event, Instant at, Omission reason, Optional<Delivery> same) {

    /**
     * All since the beginning of a window, newest first. What counts for one of these applications is not left out for
     * another one of the same repository.
     *
     * @param chains of one scope
     */
    public static List<LeftOut> of(List<ChainFacts> chains, EventLog log, Policy policy, Window window) {
        var found = new ArrayList<LeftOut>();
        Set<String> met = new HashSet<>();
        for (ChainFacts chain : chains) {
            for (Delivery delivery : chain.deliveries()) {
                met.add(delivery.id());
                delivery.deployment().repetitions().forEach(repetition -> {
                    met.add(repetition.event().id());
                    if (window.contains(chain.asOf(), repetition.finishedAt())) {
                        found.add(new LeftOut(
                                chain,
                                repetition.event(),
                                repetition.finishedAt(),
                                Omission.of(repetition.reason()),
                                Optional.of(delivery)));
                    }
                });
            }
        }
        chains.forEach(chain -> attempts(chain, log, policy, window).stream()
                .filter(attempt -> met.add(attempt.event().id()))
                .forEach(found::add));
        found.sort(Comparator.comparing(LeftOut::at)
                .reversed()
                .thenComparing(left -> left.event().id()));
        return List.copyOf(found);
    }

    private static List<LeftOut> attempts(ChainFacts chain, EventLog log, Policy policy, Window window) {
        Application application = chain.application();
        Instant horizon = chain.asOf().minus(policy.history());
        var found = new ArrayList<LeftOut>();
        for (Deployment attempt :
                log.history(application.repository()).deployments().values()) {
            Instant at = attempt.finishedAt().orElse(attempt.requestedAt());
            boolean elsewhere = application.counts(attempt)
                    && !Application.environmentOf(attempt).equals(chain.environment());
            if (at.isAfter(window.start(chain.asOf())) && !elsewhere) {
                Roster.omission(application, attempt, horizon, chain.asOf())
                        .ifPresent(reason -> found.add(new LeftOut(chain, attempt, at, reason, Optional.empty())));
            }
        }
        return found;
    }
}
