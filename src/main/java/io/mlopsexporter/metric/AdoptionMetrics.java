package io.mlopsexporter.metric;

import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Who uses the platform (design 3.8). */
final class AdoptionMetrics {
    private static final String PREFIX = "mlops_platform_";
    private static final List<String> WINDOW = List.of("window");

    static final List<PlatformMetric> ALL = List.of(
            PlatformMetric.of(
                    PREFIX + "teams",
                    "teams",
                    List.of(),
                    "Known teams: those configured, or those discovered that own an application; the denominator of adoption.",
                    figures -> one(figures, adoption -> adoption.known().size())),
            PlatformMetric.of(
                    PREFIX + "users",
                    "people",
                    List.of(),
                    "People with a platform activity in the history that was read; bots and service accounts are nobody.",
                    figures -> one(figures, AdoptionFigures::users)),
            windowed(
                    "active_teams",
                    "teams",
                    "Known teams with a platform activity in the window: a training run, a model version, a pipeline run or a "
                            + "production deployment.",
                    (adoption, shown) -> OptionalDouble.of(shown.active().size())),
            windowed(
                    "active_users",
                    "people",
                    "People with a platform activity in the window; bots and service accounts are nobody.",
                    (adoption, shown) -> OptionalDouble.of(shown.users())),
            windowed(
                    "adoption_ratio",
                    "ratio 0 to 1",
                    "Platform adoption: active teams of the window divided by known teams; absent without one.",
                    AdoptionFigures::ratio),
            windowed(
                    "new_teams",
                    "teams",
                    "Known teams whose first platform activity lies in the window; absent unless the history begins a window's "
                            + "length before it.",
                    (adoption, shown) -> shown.fresh().isPresent()
                            ? OptionalDouble.of(shown.fresh().getAsInt())
                            : OptionalDouble.empty()),
            windowed(
                    "retention_ratio",
                    "ratio 0 to 1",
                    "Of the teams active in the window before, the share that is active in this one; absent if there was none or "
                            + "the history does not cover both.",
                    (adoption, shown) -> shown.retention()),
            PlatformMetric.of(
                    PREFIX + "adoption_lead_time_seconds",
                    "seconds",
                    List.of("statistic"),
                    "From a team's first platform activity (or its platform_since) to its first production deployment; teams first "
                            + "seen within 30 days of the beginning of the history are left out.",
                    figures -> figures.adoption().stream().flatMap(adoption -> Values.of(adoption.leadTime()))),
            PlatformMetric.of(
                    PREFIX + "teams_without_deployment",
                    "teams",
                    List.of(),
                    "Teams that use the platform and have no production deployment yet: they are not in the adoption lead time.",
                    figures -> one(figures, AdoptionFigures::withoutDeployment)),
            PlatformMetric.of(
                    PREFIX + "team_activities",
                    "activities",
                    List.of("ml_team", "activity", "window"),
                    "Platform activities of a known team in the window, by type.",
                    figures -> windows(figures).flatMap(AdoptionMetrics::activities)));

    private AdoptionMetrics() {}

    private static PlatformMetric windowed(
            String suffix,
            String unit,
            String help,
            BiFunction<AdoptionFigures, AdoptionFigures.InWindow, OptionalDouble> value) {
        Function<PlatformFigures, Stream<Value>> values = figures -> figures.adoption().stream()
                .flatMap(adoption -> adoption.windows().stream()
                        .flatMap(shown -> value.apply(adoption, shown).stream()
                                .mapToObj(number ->
                                        Value.of(number, shown.window().label()))));
        return PlatformMetric.of(PREFIX + suffix, unit, WINDOW, help, values);
    }

    private static Stream<Value> one(PlatformFigures figures, ToDoubleFunction<AdoptionFigures> value) {
        return figures.adoption().stream().map(adoption -> Value.of(value.applyAsDouble(adoption)));
    }

    private static Stream<AdoptionFigures.InWindow> windows(PlatformFigures figures) {
        return figures.adoption().stream().flatMap(adoption -> adoption.windows().stream());
    }

    private static Stream<Value> activities(AdoptionFigures.InWindow shown) {
        return shown.counts().entrySet().stream()
                .flatMap(team -> team.getValue().entrySet().stream()
                        .map(type -> Value.of(
                                type.getValue(),
                                team.getKey(),
                                type.getKey().key(),
                                shown.window().label())));
    }
}
