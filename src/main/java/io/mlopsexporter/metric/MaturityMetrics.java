package io.mlopsexporter.metric;

import io.mlopsexporter.platform.Indicator.Dimension;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.MaturityFigures.Profile;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How mature teams and their platform are (design 3.8). */
final class MaturityMetrics {
    private static final String UNIT = "score 0 to 1";

    static final List<PlatformMetric> ALL = List.of(
            PlatformMetric.of(
                    "mlops_maturity_indicator",
                    UNIT,
                    List.of("ml_team", "dimension", "indicator", "evidence"),
                    "An indicator of a team's maturity, 0 (immature) to 1 (mature): measured from events, or assessed by people (stale "
                            + "after 180 days, absent after 365).",
                    figures -> teams(figures).flatMap(team -> indicators(team.getValue(), team.getKey()))),
            PlatformMetric.of(
                    "mlops_maturity_score",
                    UNIT,
                    List.of("ml_team", "dimension"),
                    "Maturity of a team in a dimension: mean of its indicators that are known; absent if that is less than half of them.",
                    figures -> teams(figures).flatMap(team -> scores(team.getValue(), team.getKey()))),
            PlatformMetric.of(
                    "mlops_maturity_organization_indicator",
                    UNIT,
                    List.of("dimension", "indicator", "evidence"),
                    "An indicator of maturity that concerns the platform as a whole, 0 (immature) to 1 (mature): measured, or assessed by "
                            + "people.",
                    figures -> maturity(figures).flatMap(all -> indicators(all.platform()))),
            PlatformMetric.of(
                    "mlops_maturity_organization_score",
                    UNIT,
                    List.of("dimension"),
                    "Maturity of the platform as a whole in a dimension: mean of its indicators that are known; absent if that is less than "
                            + "half of them.",
                    figures -> maturity(figures).flatMap(all -> scores(all.platform()))));

    private MaturityMetrics() {}

    private static Stream<MaturityFigures> maturity(PlatformFigures figures) {
        return figures.maturity().stream();
    }

    private static Stream<Map.Entry<String, Profile>> teams(PlatformFigures figures) {
        return maturity(figures).flatMap(all -> all.teams().entrySet().stream());
    }

    /** @param first the labels before */
    private static Stream<Value> indicators(Profile profile, String... first) {
        return profile.ratings().stream()
                .flatMap(rating -> rating.score().stream()
                        .map(score -> Value.of(
                                score.value(),
                                labels(
                                        first,
                                        rating.indicator().dimension().key(),
                                        rating.indicator().name(),
                                        score.evidence().key()))));
    }

    private static Stream<Value> scores(Profile profile, String... first) {
        return Arrays.stream(Dimension.values())
                .flatMap(dimension -> profile.score(dimension).stream()
                        .mapToObj(score -> Value.of(score, labels(first, dimension.key()))));
    }

    private static String[] labels(String[] first, String... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }
}
