package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.ModelVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** Turns versions into events, with what is known of the runs that trained them. */
final class Versions {
    private static final Pattern RUN = Pattern.compile("[\\w-]+");

    private final MlflowApi api;
    private final Poll poll;
    private final RunRecorder recorder;
    private final SortedSet<String> experiments;

    /** @param experiments in which their runs are looked for */
    Versions(MlflowApi api, Poll poll, RunRecorder recorder, SortedSet<String> experiments) {
        this.api = api;
        this.poll = poll;
        this.recorder = recorder;
        this.experiments = experiments;
    }

    RunRecorder.Recorded record(Collection<ListedVersion> versions) {
        List<String> wanted = versions.stream()
                .flatMap(version -> version.run().stream())
                .filter(run -> RUN.matcher(run).matches())
                .distinct()
                .toList();
        Map<String, ListedRun> runs = new HashMap<>();
        api.runs(experiments, wanted).forEach(run -> runs.put(run.id(), run));
        List<Event> events = new ArrayList<>();
        for (ListedVersion version : versions) {
            Optional<ListedRun> run = version.run().flatMap(id -> Optional.ofNullable(runs.get(id)));
            if (run.isEmpty() && runIsKnown(version)) {
                continue;
            }
            events.add(event(version, run));
            events.add(new Activity(
                    poll.settings().source() + "/version/" + encoded(version.model()) + "/" + version.number(),
                    Activity.Type.MODEL_VERSION,
                    version.createdAt().orElseThrow(),
                    poll.modelId(version.model()),
                    run.flatMap(recorder::person)));
        }
        List<ListedRun> recent = runs.values().stream()
                .filter(run ->
                        run.startedAt().filter(at -> at.isAfter(poll.floor())).isPresent())
                .toList();
        RunRecorder.Recorded recorded = recorder.record(recent);
        events.addAll(recorded.events());
        return new RunRecorder.Recorded(events, recorded.notes());
    }

    /** Its run was deleted since it was read first: what was known of it stays. */
    private boolean runIsKnown(ListedVersion version) {
        return Optional.ofNullable(
                        poll.history(poll.modelId(version.model())).versions().get(version.number()))
                .flatMap(ModelVersion::run)
                .isPresent();
    }

    private ModelVersion event(ListedVersion version, Optional<ListedRun> run) {
        return new ModelVersion(
                poll.modelId(version.model()),
                version.model(),
                version.number(),
                version.createdAt().orElseThrow(),
                run.map(ListedRun::event),
                poll.page("models/" + encoded(version.model()).replace("+", "%20") + "/versions/" + version.number()));
    }

    private String encoded(String model) {
        String id = poll.modelId(model);
        return id.substring(id.indexOf('/') + 1);
    }
}
