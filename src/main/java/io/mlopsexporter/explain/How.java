package io.mlopsexporter.explain;

import io.mlopsexporter.dora.DeliveryFigures;
import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.FailureFigures;
import io.mlopsexporter.dora.IncidentFigures;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.metric.Series;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says in a few words what a figure was computed from. */
final class How {
    private final Optional<DeliveryFigures.InWindow> delivery;
    private final Optional<IncidentFigures.InWindow> incidents;
    private final Optional<FailureFigures.InWindow> failures;
    private final Window window;

    How(ScopeFigures figures, Window window) {
        this.window = window;
        delivery = figures.delivery()
                .flatMap(group -> group.windows().stream()
                        .filter(shown -> shown.window().equals(window))
                        .findFirst());
        incidents = figures.incidents()
                .flatMap(group -> group.windows().stream()
                        .filter(shown -> shown.window().equals(window))
                        .findFirst());
        failures = figures.failures()
                .flatMap(group -> group.windows().stream()
                        .filter(shown -> shown.window().equals(window))
                        .findFirst());
    }

    String of(Series series) {
        return switch (series.suffix()) {
            case "deployments" -> "finished in the window";
            case "deployments_per_day" ->
                delivery.map(shown -> shown.deployments() + " deployments ÷ "
                                + decimal(window.length().toSeconds() / 86_400.0) + " days")
                        .orElse("");
            case "deployment_dates" -> "UTC dates with a deployment";
            case "last_deployment_timestamp_seconds" -> "the latest known, in the window or before it";
            case "data_complete" ->
                series.value() == 1 ? "all of the window is known" : "not all of the window is known yet: preliminary";
            case "deployments_unmeasured" -> Reasons.unmeasured(label(series, "reason"));
            case "lead_time_seconds" ->
                statistic(series, delivery.flatMap(DeliveryFigures.InWindow::leadTime), "changes");
            case "lead_time_stage_seconds" ->
                statistic(
                        series,
                        delivery.flatMap(shown -> shown.stages().entrySet().stream()
                                .filter(stage -> stage.getKey().key().equals(label(series, "stage")))
                                .map(Map.Entry::getValue)
                                .findFirst()),
                        "changes that have it");
            case "changes" -> "delivered in the window, with a lead time";
            case "changes_excluded" -> Reasons.change(label(series, "reason"));
            default -> ofFailures(series);
        };
    }

    private String ofFailures(Series series) {
        return switch (series.suffix()) {
            case "failed_deployments" -> "deployments of the window that something tells to have failed";
            case "failed_deployments_by_signal" -> "told by " + label(series, "signal");
            case "change_failure_ratio" ->
                failures.map(shown -> shown.failed() + " failed ÷ " + shown.deployments() + " deployments")
                        .orElse("");
            case "recovery_time_seconds" ->
                statistic(series, failures.flatMap(FailureFigures.InWindow::recovery), "failures that ended");
            case "recoveries" -> "failures that ended in the window";
            case "rework_deployments" -> "made because of a failure";
            case "rework_ratio" ->
                failures.map(shown -> shown.rework() + " rework ÷ " + shown.deployments() + " deployments")
                        .orElse("");
            case "incidents_unlinked" -> "started in the window, no deployment to blame";
            case "incidents" -> "started in the window";
            case "incidents_resolved" -> "resolved in the window";
            case "restoration_time_seconds" ->
                statistic(series, incidents.flatMap(IncidentFigures.InWindow::restoration), "incidents resolved");
            case "open_incidents" -> "not resolved, whenever they started";
            case "oldest_open_incident_timestamp_seconds" -> "start of the oldest open one";
            case "quick_check_score" ->
                label(series, "metric").equals("overall")
                        ? "mean of the scores known"
                        : "DORA's Quick Check, 0 to 10, of " + label(series, "metric");
            default -> "";
        };
    }

    private static String statistic(Series series, Optional<Distribution> values, String of) {
        String name =
                switch (label(series, "statistic")) {
                    case "p50" -> "median";
                    case "p75" -> "75th percentile";
                    case "p95" -> "95th percentile";
                    default -> "mean";
                };
        return values.map(known -> name + " of " + known.size() + " " + of).orElse(name);
    }

    private static String label(Series series, String name) {
        return series.labels().getOrDefault(name, "");
    }

    private static String decimal(double number) {
        return number == Math.rint(number)
                ? String.valueOf(Math.round(number))
                : String.format(Locale.ROOT, "%.2f", number);
    }
}
