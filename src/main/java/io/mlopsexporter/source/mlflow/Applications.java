package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes down which models are applications: the configured ones, and those that something tells of in production. */
final class Applications {
    private final Poll poll;

    Applications(Poll poll) {
        this.poll = poll;
    }

    void write() {
        Map<String, Application> now = new TreeMap<>();
        for (RegisteredModel model : poll.log().models().values()) {
            if (poll.isOurs(model.id()) && poll.settings().wantsModel(model.name())) {
                application(model).ifPresent(application -> now.put(application.id(), application));
            }
        }
        List<Application> changed = now.values().stream()
                .filter(application ->
                        !application.equals(poll.log().applications().get(application.id())))
                .toList();
        List<Batch.Key> removed = poll.log().applications().keySet().stream()
                .filter(id -> poll.isOurs(id) && !now.containsKey(id))
                .map(id -> new Batch.Key(Application.class, id))
                .toList();
        if (!changed.isEmpty() || !removed.isEmpty()) {
            poll.journal().write(new Batch(List.copyOf(changed), removed), Map.of());
        }
    }

    private Optional<Application> application(RegisteredModel model) {
        Optional<MlflowSettings.ConfiguredModel> configured = poll.settings().configured(model.name());
        String signs = poll.history(model.id()).deployments().values().stream()
                .map(Deployment::ref)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (configured.isEmpty() && signs.isEmpty()) {
            return Optional.empty();
        }
        String sign = signs.isEmpty() ? "nothing tells of it in production yet" : "in production by " + signs;
        String team = configured
                .map(MlflowSettings.ConfiguredModel::team)
                .or(model::team)
                .orElse(Application.UNASSIGNED);
        String why = configured.isPresent()
                ? "configured; " + sign
                : sign + model.team().map(tag -> "; its tag says team " + tag).orElse("");
        return Optional.of(new Application(
                model.id(),
                configured.map(MlflowSettings.ConfiguredModel::application).orElse(model.name()),
                team,
                Kind.MODEL,
                model.id(),
                Signal.MLFLOW,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                configured.map(MlflowSettings.ConfiguredModel::incidentServices).orElse(List.of()),
                why));
    }
}
