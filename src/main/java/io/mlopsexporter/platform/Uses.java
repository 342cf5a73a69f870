package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Delivery;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Addresses;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.ModelOwners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All uses of the platform, with the teams that they are of, in order. */
final class Uses {
    private final Map<String, Set<String>> teamsBySubject = new HashMap<>();
    private final EventLog log;

    private Uses(EventLog log) {
        this.log = log;
        for (Application application : log.applications().values()) {
            own(application.id(), application.team());
            own(application.repository(), application.team());
        }
        log.repositories()
                .values()
                .forEach(repository -> repository.team().ifPresent(team -> own(repository.id(), team)));
        ModelOwners.ofModels(log).forEach((model, team) -> {
            if (!teamsBySubject.containsKey(model)) { // a configured team prevails
                own(model, team);
            }
        });
        log.repositories()
                .values()
                .forEach(repository -> Addresses.of(repository.url())
                        .ifPresent(
                                address -> List.copyOf(teams(repository.id())).forEach(owner -> own(address, owner))));
        for (Experiment experiment : log.experiments().values()) {
            Optional<String> team = experiment.team();
            if (team.isPresent()) {
                own(experiment.id(), team.get());
            } else {
                experiment.repository().stream()
                        .flatMap(repository -> teamsBySubject.getOrDefault(repository, Set.of()).stream())
                        .forEach(owner -> own(experiment.id(), owner));
            }
        }
    }

    private void own(String subject, String team) {
        if (!team.equals(Application.UNASSIGNED)) {
            teamsBySubject.computeIfAbsent(subject, any -> new TreeSet<>()).add(team);
        }
    }

    /**
     * One use.
     *
     * @param teams none: nobody is known to own where it was
     */
    record Use(Instant at, Activity.Type type, Set<String> teams, Optional<String> person) {}

    /** Those after the history begins and up to an instant. */
    static List<Use> of(
            EventLog log, Collection<ChainFacts> deployments, Set<Activity.Type> counted, Instant begin, Instant asOf) {
        var uses = new Uses(log);
        var found = new ArrayList<Use>();
        for (Activity activity : log.activities().values()) {
            if (activity.type() != Activity.Type.DEPLOYMENT
                    && counted.contains(activity.type())
                    && activity.at().isAfter(begin)
                    && !activity.at().isAfter(asOf)) {
                found.add(new Use(activity.at(), activity.type(), uses.teams(activity.subject()), activity.person()));
            }
        }
        if (counted.contains(Activity.Type.DEPLOYMENT)) {
            for (ChainFacts chain : deployments) {
                chain.deliveries().forEach(delivery -> found.add(uses.deployment(chain, delivery)));
            }
        }
        found.sort(Comparator.comparing(Use::at));
        return found;
    }

    private Set<String> teams(String subject) {
        return teamsBySubject.getOrDefault(subject, Set.of());
    }

    private Use deployment(ChainFacts chain, Delivery delivery) {
        return new Use(
                delivery.finishedAt(),
                Activity.Type.DEPLOYMENT,
                teams(chain.application().id()),
                Optional.ofNullable(log.activities().get(delivery.id())).flatMap(Activity::person));
    }
}
