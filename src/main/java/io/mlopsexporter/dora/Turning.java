package io.mlopsexporter.dora;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * When facts and figures change though no event comes: as an instant at which something happened enters or leaves a window, the history
 * or a category of the Quick Check. All that is measured compares an event's instant with the as-of instant less one of these lengths,
 * and nothing else does.
 */
final class Turning {
    private final List<Duration> lengths;

    Turning(Policy policy) {
        Duration link = policy.incidentLinkWindow();
        lengths = Stream.of(
                        Stream.of(Duration.ZERO, policy.history()),
                        policy.windows().stream()
                                .flatMap(one ->
                                        Stream.of(one.length(), one.length().plus(link))),
                        QuickCheck.periods())
                .flatMap(some -> some)
                .distinct()
                .toList();
    }

    /** The next such instant, or the present one if it is one itself; {@link Instant#MAX} if there is none. */
    Instant next(Known.Inputs inputs, Instant asOf) {
        List<Instant> instants = instants(inputs);
        Instant next = Instant.MAX;
        for (Duration length : lengths) {
            int at = Collections.binarySearch(instants, asOf.minus(length));
            int following = at < 0 ? -at - 1 : at;
            if (following < instants.size()) {
                Instant turn = instants.get(following).plus(length);
                next = turn.isBefore(next) ? turn : next;
            }
        }
        return next;
    }

    private static List<Instant> instants(Known.Inputs inputs) {
        boolean ofModel = inputs.application().signal() == Signal.MLFLOW;
        List<Instant> instants = new ArrayList<>();
        for (Deployment deployment : inputs.history().deployments().values()) {
            if (deployment.finishedAt().isPresent()
                    && (ofModel || inputs.application().counts(deployment))) {
                instants.add(deployment.finishedAt().get());
            }
        }
        for (Incident incident : inputs.incidents()) {
            instants.add(incident.startedAt());
            incident.end().ifPresent(instants::add);
            if (incident instanceof Incident.Open open) {
                open.pause().ifPresent(pause -> {
                    instants.add(pause.resolvedAt());
                    instants.add(pause.reopenedAt());
                });
            }
        }
        inputs.origin().ifPresent(origin -> {
            if (origin instanceof Repository repository) {
                instants.add(repository.createdAt());
            } else if (origin instanceof RegisteredModel model) {
                instants.add(model.createdAt());
            }
        });
        Collections.sort(instants);
        return instants;
    }
}
