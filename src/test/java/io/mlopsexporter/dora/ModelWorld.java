package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Applications;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.ModelOwners;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The model {@code fraud} of a registry. Times are told in hours before {@link World#NOW}. */
public final class ModelWorld {
    static final String COMMIT = "c".repeat(40);
    private static final String ID = "mlflow/fraud";

    private final List<Event> events = new ArrayList<>();
    private int promotions;

    ModelWorld() {
        this(Application.UNASSIGNED);
    }

    public ModelWorld(String team) {
        events.add(new RegisteredModel(ID, "fraud", ago(10_000), Optional.empty(), Optional.empty()));
        events.add(new Application(
                ID,
                "fraud",
                team,
                Kind.MODEL,
                ID,
                Signal.MLFLOW,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "in production by alias champion"));
    }

    /** Trained by a run of that start and end, which names {@link #COMMIT} if asked to. */
    public ModelWorld version(int number, double started, double ended, double registered, boolean ofCommit) {
        return version(
                number,
                registered,
                Optional.of(new ModelVersion.TrainingRun(
                        "0123456789abcdef0123456789abcde" + number,
                        Optional.of(ago(started)),
                        Optional.of(ago(ended)),
                        ofCommit ? Optional.of(COMMIT) : Optional.empty(),
                        ofCommit ? Optional.of("github.com/acme/fraud") : Optional.empty())));
    }

    ModelWorld version(int number, double registered, Optional<ModelVersion.TrainingRun> run) {
        events.add(new ModelVersion(ID, "fraud", number, ago(registered), run, Optional.empty()));
        return this;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public ModelWorld alias(int version, double at) {
        return promoted(version, Signal.MLFLOW_ALIAS, "alias champion", "production", ago(at));
    }

    ModelWorld promoted(int version, Signal signal, String ref, String environment, Instant at) {
        events.add(new Deployment(
                ID + "/" + signal.key() + "/" + ++promotions,
                Integer.toString(version),
                ID,
                signal,
                Integer.toString(version),
                environment,
                environment,
                false,
                "",
                ref,
                at,
                Optional.of(at),
                Optional.empty(),
                Optional.empty()));
        return this;
    }

    ModelWorld baseline(int version, double at) {
        return promoted(version, Signal.MLFLOW_BASELINE, "alias champion", "production", ago(at));
    }

    ModelWorld stage(int version, double at) {
        return promoted(version, Signal.MLFLOW_STAGE, "stage Production", "production", ago(at));
    }

    ModelWorld tag(int version, double at) {
        return promoted(version, Signal.MLFLOW_TAG, "tag deployed_at", "production", ago(at));
    }

    /** {@code acme/fraud}, whose software is of a team. */
    ModelWorld repository(String team) {
        events.add(
                new Repository("github/1", "acme/fraud", "main", ago(9_000), "https://github.com/Acme/fraud", false));
        events.add(Applications.of("github/fraud-api", "fraud-api", team, "github/1"));
        return this;
    }

    ModelWorld lookedUp(Optional<Instant> authoredAt) {
        events.add(new NamedCommit("github/1", COMMIT, authoredAt));
        return this;
    }

    /** Of the service {@code fraud}. */
    ModelWorld incident(double start, double end, String title) {
        events.add(new Incident.Resolved(
                "pagerduty/P" + ++promotions, "P-fraud", "fraud", title, ago(start), ago(end), List.of(), ""));
        return this;
    }

    EventLog log() {
        return ModelOwners.settled(EventLog.of(events));
    }

    ScopeFigures figures() {
        var asOf = new AsOf(
                Map.of("github", NOW, "mlflow", NOW, "pagerduty", NOW),
                Set.of("github", "mlflow"),
                Set.of("pagerduty"));
        return World.application(Dora.figures(log(), Policy.DEFAULT, asOf), "fraud");
    }

    /** Those of the last 30 days. */
    DeliveryFigures.InWindow delivery() {
        return figures().delivery().orElseThrow().windows().get(1);
    }

    FailureFigures.InWindow failure() {
        return figures().failures().orElseThrow().windows().get(1);
    }

    /** The versions that went live, in order, with what is told of them. */
    List<String> live() {
        return figures().evidence().delivery().get(0).deliveries().stream()
                .map(delivery -> delivery.deployment().commit()
                        + (delivery.rollback() ? " rollback" : "")
                        + (delivery.changes().isEmpty() ? "" : " new"))
                .toList();
    }
}
