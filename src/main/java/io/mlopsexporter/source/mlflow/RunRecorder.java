package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns runs into activities, each once however often it is read, and knows which repositories the runs of an experiment name. */
final class RunRecorder {
    private final Poll poll;
    private final People people;
    private final Tally skipped;
    private final Map<String, ListedExperiment> experiments = new LinkedHashMap<>();

    RunRecorder(Poll poll, People people, Tally skipped, Collection<ListedExperiment> wanted) {
        this.poll = poll;
        this.people = people;
        this.skipped = skipped;
        wanted.forEach(experiment -> experiments.put(experiment.id(), experiment));
    }

    /** What is new in these runs. */
    Recorded record(Collection<ListedRun> runs) {
        var recorded = new Recorded(new ArrayList<>(), new HashMap<>());
        Map<String, Map<String, Integer>> named = new TreeMap<>();
        Map<String, Activity> met = new HashMap<>();
        for (ListedRun run : runs) {
            if (!experiments.containsKey(run.experiment())) {
                continue;
            }
            Optional<Activity> activity = activity(run);
            if (activity.isEmpty()) {
                skipped.add("no_start", run.id());
                continue;
            }
            Activity known = poll.log().activities().get(activity.get().id());
            if (known == null && met.put(activity.get().id(), activity.get()) == null) {
                run.repository()
                        .ifPresent(address -> named.computeIfAbsent(run.experiment(), this::named)
                                .merge(address, 1, Integer::sum));
            }
            if (!activity.get().equals(known) && !recorded.events().contains(activity.get())) {
                recorded.events().add(activity.get());
            }
        }
        named.forEach((experiment, counts) -> recorded.notes().put(noteOf(experiment), Notes.write(counts)));
        named.forEach((experiment, counts) -> event(experiment, counts)
                .filter(event -> poll.log().experiments().containsKey(event.id()))
                .filter(event -> !event.equals(poll.log().experiments().get(event.id())))
                .ifPresent(recorded.events()::add));
        return recorded;
    }

    /** Who did it, if it was a person. */
    Optional<String> person(ListedRun run) {
        return run.user().flatMap(people::hash);
    }

    /** The experiment as it is known now. */
    Optional<Experiment> event(String experiment) {
        return event(experiment, named(experiment));
    }

    private Optional<Experiment> event(String experiment, Map<String, Integer> counts) {
        return Optional.ofNullable(experiments.get(experiment))
                .map(listed -> new Experiment(
                        poll.experimentId(experiment),
                        listed.team(),
                        counts.entrySet().stream()
                                .max(Map.Entry.<String, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                                .map(Map.Entry::getKey)));
    }

    private Optional<Activity> activity(ListedRun run) {
        return run.startedAt()
                .map(at -> new Activity(
                        poll.settings().source() + "/run/" + run.id(),
                        Activity.Type.TRAINING_RUN,
                        at,
                        poll.experimentId(run.experiment()),
                        person(run)));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Integer> named(String experiment) {
        return Notes.read(poll.journal(), noteOf(experiment), TreeMap.class)
                .map(counts -> (Map<String, Integer>) counts)
                .orElseGet(TreeMap::new);
    }

    private static String noteOf(String experiment) {
        return "experiment/" + experiment;
    }

    /** What to write down. */
    record Recorded(List<Event> events, Map<String, String> notes) {}
}
