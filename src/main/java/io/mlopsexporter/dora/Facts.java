package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The facts of applications at instants, each made once for all the scopes that need it, or taken over from the derivation before. */
final class Facts {
    private final EventLog log;
    private final Policy policy;
    private final TrainedCommits commits;
    private final MappedIncidents incidents;
    private final Turning turning;
    private final Map<String, List<Known>> before;
    private final Map<String, List<Known>> known;
    private final Map<String, Known.Inputs> inputs;

    /** @param before of the derivation before, by id of the application; may be empty */
    Facts(
            EventLog log,
            Policy policy,
            MappedIncidents incidents,
            TrainedCommits commits,
            Map<String, List<Known>> before) {
        this.log = log;
        this.policy = policy;
        this.commits = commits;
        this.incidents = incidents;
        this.turning = new Turning(policy);
        this.before = before;
        int room = 2 * log.applications().size();
        this.known = new HashMap<>(room);
        this.inputs = new HashMap<>(room);
    }

    /** Of all these applications at an instant; nothing where the instant is unknown. */
    List<Chain> of(Collection<Application> applications, Optional<Instant> asOf) {
        if (asOf.isEmpty()) {
            return List.of();
        }
        var chains = new ArrayList<Chain>(applications.size());
        for (Application application : applications) {
            chains.addAll(at(application, asOf.get()));
        }
        return chains;
    }

    private List<Chain> at(Application application, Instant asOf) {
        List<Known> ofThis = known.computeIfAbsent(application.id(), any -> new ArrayList<>(2));
        for (Known one : ofThis) {
            if (one.asOf().equals(asOf)) {
                return one.chains();
            }
        }
        Known found = derive(application, asOf, ofThis);
        ofThis.add(found);
        return found.chains();
    }

    /** @param ofThis what is known of the application already, at other instants */
    private Known derive(Application application, Instant asOf, List<Known> ofThis) {
        Known.Inputs present = inputs.get(application.id());
        if (present == null) {
            present = inputs(application);
            inputs.put(application.id(), present);
        }
        Optional<Known> held = held(before.getOrDefault(application.id(), List.of()), present, asOf);
        if (held.isEmpty()) {
            held = held(ofThis, present, asOf);
        }
        if (held.isPresent()) {
            return held.get().at(asOf, policy);
        }
        List<ChainFacts> facts =
                ApplicationFacts.of(application, log, commits, incidents.of(application), asOf, policy);
        return new Known(
                present,
                asOf,
                turning.next(present, asOf),
                facts.stream().map(chain -> Chain.of(chain, policy)).toList());
    }

    private static Optional<Known> held(List<Known> some, Known.Inputs present, Instant asOf) {
        for (Known one : some) {
            if (one.holds(present, asOf)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private Known.Inputs inputs(Application application) {
        boolean ofModel = application.signal() == Signal.MLFLOW;
        String origin = application.repository();
        var history = log.history(origin);
        return new Known.Inputs(
                application,
                history,
                Optional.ofNullable(
                        ofModel ? log.models().get(origin) : log.repositories().get(origin)),
                incidents.of(application),
                ofModel ? commits.of(history.versions().values()) : List.of());
    }

    /** What there is to take over by the next derivation. */
    Map<String, List<Known>> known() {
        return known;
    }

    /** Whether an incident may be several applications'. */
    boolean incidentsAreShared() {
        return incidents.areShared();
    }

    /** How many incidents of the history belong to no application, for each source of incidents that is fresh. */
    SortedMap<String, Integer> unmapped(AsOf asOf) {
        var counts = new TreeMap<String, Integer>();
        if (!asOf.unsettled().isEmpty()) {
            return counts;
        }
        asOf.incidentSources().stream().filter(asOf.instants()::containsKey).forEach(source -> counts.put(source, 0));
        for (Incident incident : incidents.unmapped()) {
            String source = incident.id().substring(0, incident.id().indexOf('/'));
            if (incident instanceof Incident.Merged) {
                continue;
            }
            Instant horizon = asOf.instants().getOrDefault(source, Instant.MAX).minus(policy.history());
            if (counts.containsKey(source)
                    && incident.end().filter(end -> end.isBefore(horizon)).isEmpty()) {
                counts.merge(source, 1, Integer::sum);
            }
        }
        return counts;
    }

    List<ServiceMapping.Problem> mappingProblems() {
        return incidents.problems();
    }
}
