package io.mlopsexporter.metric;

import io.mlopsexporter.dora.FailureFigures;
import io.mlopsexporter.dora.QuickCheck;
import io.mlopsexporter.dora.ScopeFigures;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Failed deployments, recovery, rework and the Quick Check (design 3.4 to 3.7). */
final class FailureMeasures {
    private static final String WINDOW = "window";

    static final List<Measure> ALL = List.of(
            count(
                    "failed_deployments",
                    "deployments of the window that failed: an incident is linked to them, or they were rolled back, "
                            + "reverted or hotfixed; the numerator of DORA's change fail rate.",
                    FailureFigures.InWindow::failed),
            new Measure(
                    "failed_deployments_by_signal",
                    "deployments",
                    List.of(WINDOW, "signal"),
                    "failed deployments of DORA's change fail rate by what tells of them: incident, rollback, revert or "
                            + "hotfix. One with two signals is in both.",
                    figures -> settled(figures).flatMap(FailureMeasures::bySignal)),
            ratio(
                    "change_failure_ratio",
                    "DORA's change fail rate: failed deployments of the window divided by all of its deployments; absent "
                            + "without one.",
                    FailureFigures.InWindow::failureRatio),
            new Measure(
                    "incidents_unlinked",
                    "incidents",
                    List.of(WINDOW),
                    "incidents that started in the window and that no deployment is to blame for: they are in no change "
                            + "fail rate of DORA's.",
                    figures -> windows(figures)
                            .flatMap(shown ->
                                    shown.unlinked().stream().mapToObj(unlinked -> Value.of(unlinked, label(shown))))),
            new Measure(
                    "recovery_time_seconds",
                    "seconds",
                    List.of(WINDOW, "statistic"),
                    "DORA's failed deployment recovery time: from a failed deployment to the end of its failure, of "
                            + "failures that ended in the window; absent without one.",
                    figures -> settled(figures).flatMap(shown -> Values.of(shown.recovery(), label(shown)))),
            count(
                    "recoveries",
                    "failed deployments whose failure ended in the window: the number of values behind DORA's failed "
                            + "deployment recovery time.",
                    FailureFigures.InWindow::recoveries),
            count(
                    "rework_deployments",
                    "deployments of the window that were made because of a failure in production (rollbacks, reverts, "
                            + "hotfixes); the numerator of DORA's deployment rework rate.",
                    FailureFigures.InWindow::rework),
            ratio(
                    "rework_ratio",
                    "DORA's deployment rework rate: rework deployments of the window divided by all of its deployments; "
                            + "absent without one.",
                    FailureFigures.InWindow::reworkRatio),
            new Measure(
                    "quick_check_score",
                    "score 0 to 10",
                    List.of(WINDOW, "metric"),
                    "score of DORA's Quick Check for lead_time, deployment_frequency, recovery_time, change_failure and "
                            + "rework, 0 to 10 (best), and overall, the mean of those known.",
                    figures -> figures.quickCheck().stream().flatMap(FailureMeasures::scores)));

    private FailureMeasures() {}

    private static Measure count(String suffix, String help, Function<FailureFigures.InWindow, Integer> count) {
        return new Measure(
                suffix,
                "deployments",
                List.of(WINDOW),
                help,
                figures -> settled(figures).map(shown -> Value.of(count.apply(shown), label(shown))));
    }

    private static Measure ratio(String suffix, String help, Function<FailureFigures.InWindow, OptionalDouble> ratio) {
        return new Measure(
                suffix,
                "ratio 0 to 1",
                List.of(WINDOW),
                help,
                figures -> settled(figures)
                        .flatMap(
                                shown -> ratio.apply(shown).stream().mapToObj(value -> Value.of(value, label(shown)))));
    }

    private static Stream<FailureFigures.InWindow> windows(ScopeFigures figures) {
        return figures.failures().stream().flatMap(failures -> failures.windows().stream());
    }

    /** Withheld while changes are still to be read: a failure that they tell of would be missing. */
    private static Stream<FailureFigures.InWindow> settled(ScopeFigures figures) {
        return windows(figures).filter(FailureFigures.InWindow::settled);
    }

    private static String label(FailureFigures.InWindow shown) {
        return shown.window().label();
    }

    private static Stream<Value> bySignal(FailureFigures.InWindow shown) {
        return shown.bySignal().entrySet().stream()
                .map(signal -> Value.of(
                        signal.getValue(), label(shown), signal.getKey().key()));
    }

    private static Stream<Value> scores(QuickCheck check) {
        return check.scores().entrySet().stream()
                .map(score -> Value.of(
                        score.getValue(), check.window().label(), score.getKey().key()));
    }
}
