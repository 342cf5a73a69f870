package io.mlopsexporter.metric;

import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the platform offers, and what teams need and use of it (design 3.8). */
final class CapabilityMetrics {
    private static final String PREFIX = "mlops_platform_";
    private static final String FLAG = "0 or 1";

    static final List<PlatformMetric> ALL = List.of(
            PlatformMetric.of(
                    PREFIX + "capability_offered",
                    FLAG,
                    List.of("capability"),
                    "Whether the platform offers a capability: declared, or found in use; absent where that is not known.",
                    figures -> capabilities(figures)
                            .flatMap(all -> all.offered().stream())
                            .flatMap(offer -> offer.offered().stream()
                                    .map(known -> Value.of(
                                            flag(known), offer.capability().name())))),
            PlatformMetric.of(
                    PREFIX + "capability_needed",
                    FLAG,
                    List.of("ml_team", "capability"),
                    "Whether a known team needs a capability: by default where it applies to the kinds of the team's applications, or "
                            + "declared.",
                    figures -> standings(figures, Standing::needed)),
            PlatformMetric.of(
                    PREFIX + "capability_used",
                    FLAG,
                    List.of("ml_team", "capability"),
                    "Whether a known team uses a capability: shown by evidence of the last 90 days, or declared; absent where nothing "
                            + "was read that would tell.",
                    figures -> standings(figures, Standing::used)),
            PlatformMetric.of(
                    PREFIX + "capability_coverage_ratio",
                    "ratio 0 to 1",
                    List.of(),
                    "Capabilities coverage: of all pairs of a known team and a capability that it needs, the share whose capability is "
                            + "offered; absent while of one of them it is not known.",
                    figures -> capabilities(figures)
                            .flatMap(all -> all.coverage().stream())
                            .flatMap(share -> share.ratio().stream().mapToObj(Value::of))),
            PlatformMetric.of(
                    PREFIX + "team_capability_coverage_ratio",
                    "ratio 0 to 1",
                    List.of("ml_team"),
                    "Of the capabilities that a team needs and whose use is known, the share that it uses; absent without one.",
                    figures -> capabilities(figures)
                            .flatMap(all -> all.teams().keySet().stream()
                                    .flatMap(team -> all.coverage(team).ratio().stream()
                                            .mapToObj(ratio -> Value.of(ratio, team))))));

    private CapabilityMetrics() {}

    private static Stream<CapabilityFigures> capabilities(PlatformFigures figures) {
        return figures.capabilities().stream();
    }

    private static Stream<Value> standings(PlatformFigures figures, Function<Standing, Optional<Boolean>> flag) {
        return capabilities(figures)
                .flatMap(all -> all.teams().entrySet().stream())
                .flatMap(team -> team.getValue().stream()
                        .flatMap(standing -> flag.apply(standing).stream()
                                .map(known -> Value.of(
                                        flag(known),
                                        team.getKey(),
                                        standing.capability().name()))));
    }

    private static double flag(boolean value) {
        return value ? 1 : 0;
    }
}
