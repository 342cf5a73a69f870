package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what is known of one application at one instant. */
final class ApplicationFacts {
    private static final String PRODUCTION = "production";

    private ApplicationFacts() {}

    /** One for each environment that it was brought to; for an application that never was, one without deployments. */
    static List<ChainFacts> of(
            Application application,
            EventLog log,
            TrainedCommits commits,
            Collection<Incident> incidents,
            Instant asOf,
            Policy policy) {
        RepositoryHistory history = log.history(application.repository());
        var deliveries = application.signal() == Signal.MLFLOW
                ? ofModel(application, history, commits, asOf, policy)
                : deliveries(application, history, asOf, policy);
        List<LinkedIncident> linked = Linking.of(
                incidents,
                deliveries.values().stream().flatMap(List::stream).toList(),
                asOf,
                policy.incidentLinkWindow());
        String main = mainEnvironment(deliveries);
        Instant coveredFrom = coveredFrom(application, log, asOf, policy);
        var facts = new ArrayList<ChainFacts>();
        deliveries.forEach((environment, chain) -> {
            var own = linked.stream()
                    .filter(incident -> environment.equals(environmentOf(incident, main)))
                    .toList();
            List<Remedy> remedies = Remedies.of(chain, policy);
            facts.add(new ChainFacts(
                    application,
                    environment,
                    asOf,
                    chain,
                    own,
                    Failures.of(chain, remedies, own),
                    Rework.of(chain, remedies, own, policy.hotfixPattern()),
                    coveredFrom));
        });
        return facts;
    }

    private static SortedMap<String, List<Delivery>> deliveries(
            Application application, RepositoryHistory history, Instant asOf, Policy policy) {
        Collection<Deployment> attempts = history.deployments().values();
        var graph = new Graph(history);
        var folding = new Folding(history, application, policy.leadTimeStart());
        var deliveries = new TreeMap<String, List<Delivery>>();
        Roster.of(application, attempts, asOf, policy.history())
                .forEach((environment, deployments) ->
                        deliveries.put(environment, DeliveryChain.of(deployments, graph, folding)));
        if (deliveries.isEmpty()) {
            deliveries.put(Roster.attempted(application, attempts).orElse(PRODUCTION), List.of());
        }
        return deliveries;
    }

    private static SortedMap<String, List<Delivery>> ofModel(
            Application application, RepositoryHistory history, TrainedCommits commits, Instant asOf, Policy policy) {
        Collection<Deployment> told = history.deployments().values();
        var baselines = ModelRoster.baselines(told, asOf, policy.history());
        var deliveries = new TreeMap<String, List<Delivery>>();
        baselines.keySet().forEach(environment -> deliveries.put(environment, List.of()));
        ModelRoster.of(application, told, asOf, policy.history())
                .forEach((environment, deployments) -> deliveries.put(
                        environment,
                        ModelChain.of(deployments, baselines.getOrDefault(environment, List.of()), history, commits)));
        if (deliveries.isEmpty()) {
            deliveries.put(Roster.attempted(application, told).orElse(PRODUCTION), List.of());
        }
        return deliveries;
    }

    private static String environmentOf(LinkedIncident incident, String main) {
        return incident.link()
                .map(link -> link.delivery().deployment().environment())
                .orElse(main);
    }

    /** Where incidents belong that no deployment is to blame for. */
    private static String mainEnvironment(SortedMap<String, List<Delivery>> deliveries) {
        if (deliveries.containsKey(PRODUCTION)) {
            return PRODUCTION;
        }
        String main = deliveries.firstKey();
        int most = -1;
        for (Map.Entry<String, List<Delivery>> environment : deliveries.entrySet()) {
            if (environment.getValue().size() > most) {
                most = environment.getValue().size();
                main = environment.getKey();
            }
        }
        return main;
    }

    /** A repository or model younger than the history read has nothing before it that could be missing. */
    private static Instant coveredFrom(Application application, EventLog log, Instant asOf, Policy policy) {
        Instant horizon = asOf.minus(policy.history());
        if (application.signal() == Signal.MLFLOW) {
            return ModelRoster.unknownUntil(
                            log.history(application.repository()).deployments().values(), asOf)
                    .orElseGet(() -> Optional.ofNullable(log.models().get(application.repository()))
                            .filter(model -> !model.createdAt().isBefore(horizon))
                            .map(model -> Instant.MIN)
                            .orElse(horizon));
        }
        var repository = log.repositories().get(application.repository());
        return repository != null && !repository.createdAt().isBefore(horizon) ? Instant.MIN : horizon;
    }
}
