package io.mlopsexporter.metric;

import java.util.List;

/** How users' questions are answered (design 3.8). */
final class SupportMetrics {
    private static final String PREFIX = "mlops_platform_";

    static final List<PlatformMetric> ALL = List.of(
            PlatformMetric.of(
                    PREFIX + "support_first_response_seconds",
                    "seconds",
                    List.of("window", "statistic"),
                    "Time from a support issue's opening to the first comment or closing by a responder, over the issues first answered in "
                            + "the window.",
                    figures -> figures.support().stream()
                            .flatMap(support -> support.windows().stream())
                            .flatMap(shown -> Values.of(shown.firstResponse())
                                    .map(value -> Value.of(
                                            value.value(),
                                            shown.window().label(),
                                            value.labels().get(0))))),
            PlatformMetric.of(
                    PREFIX + "open_support_issues",
                    "issues",
                    List.of(),
                    "Open issues by which users of the platform ask for help, answered or not.",
                    figures -> figures.support().stream().map(support -> Value.of(support.open()))),
            PlatformMetric.of(
                    PREFIX + "oldest_unanswered_support_issue_timestamp_seconds",
                    "Unix time in seconds",
                    List.of(),
                    "When the oldest open support issue without an answer was opened; absent without one.",
                    figures -> figures.support().stream()
                            .flatMap(support -> support.oldestUnanswered().stream())
                            .map(at -> Value.of((double) at.getEpochSecond()))));

    private SupportMetrics() {}
}
