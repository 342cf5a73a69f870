package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which deployments of a model count, by environment and in order (design 3.1; 3.9, 17). Several things may tell of one: the tag
 * that says when it was, and aliases or a stage that are seen or changed some time before or after.
 */
final class ModelRoster {
    private static final Duration SAME_DEPLOYMENT = Duration.ofMinutes(30);

    private ModelRoster() {}

    static SortedMap<String, List<CountedDeployment>> of(
            Application application, Collection<Deployment> deployments, Instant asOf, Duration history) {
        Instant horizon = asOf.minus(history);
        var told = new TreeMap<String, List<Deployment>>();
        for (Deployment deployment : deployments) {
            if (Roster.omission(application, deployment, horizon, asOf).isEmpty()) {
                told.computeIfAbsent(Application.environmentOf(deployment), any -> new ArrayList<>())
                        .add(deployment);
            }
        }
        var counted = new TreeMap<String, List<CountedDeployment>>();
        told.forEach((environment, listed) -> counted.put(environment, collapse(listed)));
        return counted;
    }

    private static List<CountedDeployment> collapse(List<Deployment> told) {
        told.sort(Comparator.comparing(Roster::finishedAt).thenComparing(Deployment::id));
        Map<String, List<Repetition>> ofTags = new HashMap<>();
        var counted = new ArrayList<CountedDeployment>();
        List<Deployment> group = new ArrayList<>();
        for (Deployment deployment : withoutTold(told, ofTags)) {
            if (!group.isEmpty() && !isSame(group, deployment)) {
                counted.add(counted(group, ofTags));
                group.clear();
            }
            group.add(deployment);
        }
        if (!group.isEmpty()) {
            counted.add(counted(group, ofTags));
        }
        return List.copyOf(counted);
    }

    /**
     * Without the aliases and stages that are seen for the first time after a tag of their version says that it was deployed: they
     * tell of that deployment, even if the next one has happened by the time they are seen.
     *
     * @param ofTags gets them, by the id of the tag's deployment
     */
    private static List<Deployment> withoutTold(List<Deployment> told, Map<String, List<Repetition>> ofTags) {
        Map<String, Deployment> tagged = new HashMap<>();
        Set<String> met = new HashSet<>();
        var left = new ArrayList<Deployment>();
        for (Deployment deployment : told) {
            if (deployment.signal() == Signal.MLFLOW_TAG) {
                tagged.put(deployment.commit(), deployment);
                left.add(deployment);
                continue;
            }
            Deployment tag = tagged.get(deployment.commit());
            if (tag != null && met.add(tag.id() + " " + deployment.ref())) {
                ofTags.computeIfAbsent(tag.id(), any -> new ArrayList<>())
                        .add(new Repetition(deployment, Roster.finishedAt(deployment), Repetition.Reason.SAME_VERSION));
            } else {
                left.add(deployment);
            }
        }
        return left;
    }

    /** The live version again: told by something else, or within half an hour. By the same again, later: deployed again. */
    private static boolean isSame(List<Deployment> group, Deployment next) {
        Deployment live = group.get(0);
        return live.commit().equals(next.commit())
                && (isSoon(live, next)
                        || group.stream().noneMatch(one -> one.ref().equals(next.ref())));
    }

    private static boolean isSoon(Deployment live, Deployment next) {
        return Duration.between(Roster.finishedAt(live), Roster.finishedAt(next))
                        .compareTo(SAME_DEPLOYMENT)
                <= 0;
    }

    /** Dated by its tag if it has one: all else is only seen when it is looked for. */
    private static CountedDeployment counted(List<Deployment> group, Map<String, List<Repetition>> ofTags) {
        Deployment event = group.stream()
                .filter(one -> one.signal() == Signal.MLFLOW_TAG)
                .findFirst()
                .orElse(group.get(0));
        var repetitions = new ArrayList<Repetition>();
        for (Deployment one : group) {
            repetitions.addAll(ofTags.getOrDefault(one.id(), List.of()));
            if (!one.equals(event)) {
                repetitions.add(new Repetition(one, Roster.finishedAt(one), Repetition.Reason.SAME_VERSION));
            }
        }
        return new CountedDeployment(event, Roster.finishedAt(event), repetitions);
    }

    /** What was live already when the history begins or the model was first seen, by environment and in order. */
    static SortedMap<String, List<Deployment>> baselines(
            Collection<Deployment> deployments, Instant asOf, Duration history) {
        Instant horizon = asOf.minus(history);
        var baselines = new TreeMap<String, List<Deployment>>();
        deployments.stream()
                .filter(one -> !Roster.finishedAt(one).isAfter(asOf))
                .filter(one -> one.signal() == Signal.MLFLOW_BASELINE
                        || !Roster.finishedAt(one).isAfter(horizon))
                .sorted(Comparator.comparing(Roster::finishedAt).thenComparing(one -> Integer.valueOf(one.commit())))
                .forEach(one -> baselines
                        .computeIfAbsent(Application.environmentOf(one), any -> new ArrayList<>())
                        .add(one));
        return baselines;
    }

    /** From when on the deployments of a model are known: those before a baseline nobody has told, unless a tag or stage did. */
    static Optional<Instant> unknownUntil(Collection<Deployment> deployments, Instant asOf) {
        Set<String> told = new HashSet<>();
        deployments.stream()
                .filter(one -> one.signal() == Signal.MLFLOW_TAG || one.signal() == Signal.MLFLOW_STAGE)
                .forEach(one -> told.add(Application.environmentOf(one) + " " + one.commit()));
        return deployments.stream()
                .filter(one -> one.signal() == Signal.MLFLOW_BASELINE)
                .filter(one -> !Roster.finishedAt(one).isAfter(asOf))
                .filter(one -> !told.contains(Application.environmentOf(one) + " " + one.commit()))
                .map(Roster::finishedAt)
                .max(Comparator.naturalOrder());
    }
}
