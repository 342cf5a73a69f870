package io.mlopsexporter.metric;

import io.mlopsexporter.platform.SurveyFigures.InWindow;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What the platform's users say (design 3.8). */
final class HappinessMetrics {
    private static final String PREFIX = "mlops_platform_";

    static final List<PlatformMetric> ALL = List.of(
            of(
                    "survey_responses",
                    "responses",
                    "Responses to a survey in the window that count: whole blocks of min_responses, dated by the last of each.",
                    shown -> OptionalDouble.of(shown.responses())),
            of(
                    "survey_response_ratio",
                    "ratio 0 to 1",
                    "Responses to a survey in the window that count, divided by the people invited; absent if their number is not "
                            + "configured.",
                    InWindow::responseRatio),
            of(
                    "satisfaction_ratio",
                    "ratio 0 to 1",
                    "Share of satisfied answers to a survey (positive_from and above; 4 and 5 of 5) in the window, in whole blocks of "
                            + "min_responses; absent without one.",
                    InWindow::satisfaction),
            of(
                    "net_promoter_score",
                    "score -100 to 100",
                    "Net Promoter Score of a survey in the window: percentage of 9 and 10 less percentage of 0 to 6, in whole blocks "
                            + "of min_responses; absent without one.",
                    InWindow::netPromoterScore));

    private HappinessMetrics() {}

    private static PlatformMetric of(
            String suffix, String unit, String help, Function<InWindow, OptionalDouble> value) {
        return PlatformMetric.of(
                PREFIX + suffix,
                unit,
                List.of("survey", "window"),
                help,
                figures -> figures.surveys().stream()
                        .flatMap(survey -> survey.windows().stream()
                                .flatMap(shown -> value.apply(shown).stream()
                                        .mapToObj(number -> Value.of(
                                                number,
                                                survey.survey(),
                                                shown.window().label())))));
    }
}
