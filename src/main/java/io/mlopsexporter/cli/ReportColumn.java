package io.mlopsexporter.cli;

import io.mlopsexporter.dora.DeliveryFigures;
import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.FailureFigures;
import io.mlopsexporter.dora.IncidentFigures;
import io.mlopsexporter.dora.QuickCheck;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.metric.Units;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A column of a report.
 *
 * @param key in JSON, with the base unit
 * @param title in tables
 */
record ReportColumn(String key, String title, Reader reader, DoubleFunction<String> form) {
    static final List<ReportColumn> ALL = List.of(
            delivery("deployments", "deployments", Units::count, w -> OptionalDouble.of(w.deployments())),
            delivery("deployments_per_day", "per day", Units::decimal, w -> OptionalDouble.of(w.perDay())),
            changes("changes", "changes", Units::count, w -> OptionalDouble.of(w.changes())),
            changes("lead_time_p50_seconds", "lead time p50", Units::duration, w -> p50(w.leadTime())),
            changes("lead_time_p95_seconds", "p95", Units::duration, w -> p95(w.leadTime())),
            told("failed_deployments", "failed", Units::count, w -> OptionalDouble.of(w.failed())),
            told("change_failure_ratio", "failure rate", Units::percent, FailureFigures.InWindow::failureRatio),
            told("recovery_time_p50_seconds", "recovery p50", Units::duration, w -> p50(w.recovery())),
            told("rework_ratio", "rework rate", Units::percent, FailureFigures.InWindow::reworkRatio),
            incidents("incidents", "incidents", Units::count, w -> OptionalDouble.of(w.started())),
            failures("incidents_unlinked", "unlinked", Units::count, w -> unlinked(w.unlinked())),
            new ReportColumn("open_incidents", "open", ReportColumn::open, Units::count),
            incidents("restoration_time_p50_seconds", "restoration p50", Units::duration, w -> p50(w.restoration())),
            new ReportColumn("quick_check_score", "score", ReportColumn::score, Units::decimal),
            delivery(
                    "data_complete",
                    "complete",
                    v -> v == 1 ? "yes" : "no",
                    w -> OptionalDouble.of(w.complete() ? 1 : 0)));

    /** Picks a value; empty: unknown. */
    @FunctionalInterface
    interface Reader {
        OptionalDouble read(ScopeFigures scope, String window);
    }

    OptionalDouble value(ScopeFigures scope, String window) {
        return reader.read(scope, window);
    }

    String shown(ScopeFigures scope, String window) {
        OptionalDouble value = value(scope, window);
        return value.isPresent() ? form.apply(value.getAsDouble()) : "";
    }

    private static ReportColumn delivery(
            String key,
            String title,
            DoubleFunction<String> form,
            Function<DeliveryFigures.InWindow, OptionalDouble> value) {
        return new ReportColumn(
                key,
                title,
                of(
                        scope -> scope.delivery().map(DeliveryFigures::windows),
                        w -> w.window().label(),
                        value),
                form);
    }

    /** What follows from changes: unknown while some are still to be read. */
    private static ReportColumn changes(
            String key,
            String title,
            DoubleFunction<String> form,
            Function<DeliveryFigures.InWindow, OptionalDouble> value) {
        return delivery(key, title, form, w -> w.settled() ? value.apply(w) : OptionalDouble.empty());
    }

    /** What changes may tell of, likewise. */
    private static ReportColumn told(
            String key,
            String title,
            DoubleFunction<String> form,
            Function<FailureFigures.InWindow, OptionalDouble> value) {
        return failures(key, title, form, w -> w.settled() ? value.apply(w) : OptionalDouble.empty());
    }

    private static ReportColumn failures(
            String key,
            String title,
            DoubleFunction<String> form,
            Function<FailureFigures.InWindow, OptionalDouble> value) {
        return new ReportColumn(
                key,
                title,
                of(
                        scope -> scope.failures().map(FailureFigures::windows),
                        w -> w.window().label(),
                        value),
                form);
    }

    private static ReportColumn incidents(
            String key,
            String title,
            DoubleFunction<String> form,
            Function<IncidentFigures.InWindow, OptionalDouble> value) {
        return new ReportColumn(
                key,
                title,
                of(
                        scope -> scope.incidents().map(IncidentFigures::windows),
                        w -> w.window().label(),
                        value),
                form);
    }

    private static <W> Reader of(
            Function<ScopeFigures, Optional<List<W>>> windows,
            Function<W, String> label,
            Function<W, OptionalDouble> value) {
        return (scope, window) -> windows.apply(scope).orElse(List.of()).stream()
                .filter(one -> label.apply(one).equals(window))
                .map(value)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble unlinked(OptionalInt count) {
        return count.isPresent() ? OptionalDouble.of(count.getAsInt()) : OptionalDouble.empty();
    }

    /** As of the last poll, whatever the window. */
    private static OptionalDouble open(ScopeFigures scope, String window) {
        return scope.incidents().map(known -> OptionalDouble.of(known.open())).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble score(ScopeFigures scope, String window) {
        return scope.quickCheck().stream()
                .filter(check -> check.window().label().equals(window))
                .map(check -> Optional.ofNullable(check.scores().get(QuickCheck.Metric.OVERALL)))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    private static OptionalDouble p50(Optional<Distribution> values) {
        return values.map(one -> OptionalDouble.of(one.p50())).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble p95(Optional<Distribution> values) {
        return values.map(one -> OptionalDouble.of(one.p95())).orElse(OptionalDouble.empty());
    }
}
