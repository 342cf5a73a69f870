package io.mlopsexporter.metric;

import io.mlopsexporter.dora.DeliveryFigures;
import io.mlopsexporter.dora.ScopeFigures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Deployments and lead time (design 3.2, 3.3). */
final class DeliveryMeasures {
    private static final String WINDOW = "window";

    static final List<Measure> ALL = List.of(
            windowed(
                    "deployments",
                    "deployments",
                    "successful production deployments that finished in the window, rollbacks included; the count behind "
                            + "DORA's deployment frequency.",
                    shown -> Stream.of(Value.of(shown.deployments(), label(shown)))),
            windowed(
                    "deployments_per_day",
                    "deployments per day",
                    "DORA's deployment frequency: production deployments of the window divided by its days, idle ones "
                            + "included.",
                    shown -> Stream.of(Value.of(shown.perDay(), label(shown)))),
            windowed(
                    "deployment_dates",
                    "UTC dates",
                    "UTC dates of the window with at least one production deployment; another view of DORA's deployment "
                            + "frequency.",
                    shown -> Stream.of(Value.of(shown.dates(), label(shown)))),
            new Measure(
                    "lead_time_seconds",
                    "seconds",
                    List.of(WINDOW, "statistic"),
                    "DORA's change lead time: from the start of a change to the deployment of the window that delivered "
                            + "it; absent without one, or while changes are still being read.",
                    figures -> settled(figures).flatMap(shown -> Values.of(shown.leadTime(), label(shown)))),
            new Measure(
                    "lead_time_stage_seconds",
                    "seconds",
                    List.of(WINDOW, "stage", "statistic"),
                    "the part of DORA's change lead time that changes spend in a stage: coding, pickup, review or "
                            + "deploy; of models: training, registration or promotion; absent without a value.",
                    figures -> settled(figures).flatMap(DeliveryMeasures::stages)),
            new Measure(
                    "changes",
                    "changes",
                    List.of(WINDOW),
                    "changes delivered in the window whose lead time is known: the number of values behind DORA's change "
                            + "lead time; absent while changes are still being read.",
                    figures -> settled(figures).map(shown -> Value.of(shown.changes(), label(shown)))),
            new Measure(
                    "changes_excluded",
                    "changes",
                    List.of(WINDOW, "reason"),
                    "changes delivered in the window that are left out of DORA's change lead time, by reason: "
                            + "negative_lead_time (it starts after it went live, as some clock is wrong), start_unknown (a "
                            + "model version without a known commit or run).",
                    figures -> settled(figures).flatMap(DeliveryMeasures::excluded)),
            new Measure(
                    "deployments_unmeasured",
                    "deployments",
                    List.of(WINDOW, "reason"),
                    "deployments of the window whose changes are unknown to DORA's change lead time, by reason: "
                            + "no_predecessor (the first one known), history_too_long (over 5000 commits), commit_lost "
                            + "(it no longer exists), pending (still to be read).",
                    figures -> windows(figures).flatMap(DeliveryMeasures::unmeasured)),
            new Measure(
                    "last_deployment_timestamp_seconds",
                    "Unix time in seconds",
                    List.of(),
                    "when the latest production deployment known finished (DORA's deployment frequency, seen from its "
                            + "end); absent without one.",
                    figures -> figures.delivery().flatMap(DeliveryFigures::lastDeployment).stream()
                            .map(last -> Value.of(Values.unix(last)))),
            windowed(
                    "data_complete",
                    "0 or 1",
                    "1 if the history that was read covers the window, or begins with the repository or model, and no deployment "
                            + "waits for its changes to be read; 0 says that DORA's figures of the window are preliminary, or still absent.",
                    shown -> Stream.of(Value.of(Value.flag(shown.complete()), label(shown)))));

    private DeliveryMeasures() {}

    private static Measure windowed(
            String suffix, String unit, String help, Function<DeliveryFigures.InWindow, Stream<Value>> values) {
        return new Measure(
                suffix, unit, List.of(WINDOW), help, figures -> windows(figures).flatMap(values));
    }

    private static Stream<DeliveryFigures.InWindow> windows(ScopeFigures figures) {
        return figures.delivery().stream().flatMap(delivery -> delivery.windows().stream());
    }

    /** What follows from changes is withheld while some are still to be read: a part of them would give a wrong number. */
    private static Stream<DeliveryFigures.InWindow> settled(ScopeFigures figures) {
        return windows(figures).filter(DeliveryFigures.InWindow::settled);
    }

    private static String label(DeliveryFigures.InWindow shown) {
        return shown.window().label();
    }

    private static Stream<Value> stages(DeliveryFigures.InWindow shown) {
        return shown.stages().entrySet().stream()
                .flatMap(stage -> Values.of(
                        Optional.of(stage.getValue()),
                        label(shown),
                        stage.getKey().key()));
    }

    private static Stream<Value> excluded(DeliveryFigures.InWindow shown) {
        return shown.excluded().entrySet().stream()
                .map(reason -> Value.of(
                        reason.getValue(), label(shown), reason.getKey().key()));
    }

    private static Stream<Value> unmeasured(DeliveryFigures.InWindow shown) {
        return shown.unmeasured().entrySet().stream()
                .map(reason -> Value.of(
                        reason.getValue(), label(shown), reason.getKey().key()));
    }
}
