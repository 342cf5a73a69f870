package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Delivery;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How many of a team's production deployments were made by a pipeline.
 *
 * @param known those of which it is told: a workflow run made it, or a person
 */
record Pipelines(int automated, int known) {
    static Pipelines of(EventLog log, Collection<ChainFacts> deployments, String team, Instant asOf) {
        int automated = 0;
        int known = 0;
        for (ChainFacts chain : deployments) {
            if (chain.application().team().equals(team)) {
                for (Delivery delivery : chain.deliveries()) {
                    if (Findings.WINDOW.contains(asOf, delivery.finishedAt())) {
                        Optional<Boolean> made =
                                byPipeline(log, delivery.deployment().event());
                        known += made.isPresent() ? 1 : 0;
                        automated += made.orElse(false) ? 1 : 0;
                    }
                }
            }
        }
        return new Pipelines(automated, known);
    }

    private static Optional<Boolean> byPipeline(EventLog log, Deployment deployment) {
        if (deployment.signal() == Signal.GITHUB_WORKFLOW || deployment.run().isPresent()) {
            return Optional.of(true);
        }
        return Optional.ofNullable(log.activities().get(deployment.id()))
                .flatMap(Activity::person)
                .map(person -> false);
    }
}
