package io.mlopsexporter.explain;

import io.mlopsexporter.platform.SupportFigures;

/** What the figures of support follow from. */
final class SupportExplanation {
    private static final String PREFIX = "mlops_platform_";

    private SupportExplanation() {}

    static void add(SupportFigures support, PlatformExplanation.Lines lines) {
        String of = "support issues " + support.queue() + ", up to " + support.asOf();
        support.windows()
                .forEach(shown -> lines.add(
                        of,
                        PREFIX + "support_first_response_seconds",
                        shown.window().label() + ": "
                                + shown.firstResponse()
                                        .map(all -> "p50 " + all.p50() + ": over " + all.size()
                                                + " issues that were first answered in the window")
                                        .orElse("not shown: no issue was first answered in the window")));
        lines.add(
                of,
                PREFIX + "open_support_issues",
                support.open() + ": open ones, of which " + support.unanswered() + " have no answer yet");
        support.oldestUnanswered()
                .ifPresent(at -> lines.add(
                        of,
                        PREFIX + "oldest_unanswered_support_issue_timestamp_seconds",
                        at.getEpochSecond() + ": opened at " + at));
    }
}
