package io.mlopsexporter.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code metrics}. */
final class MetricsSection {
    private static final int MOST_SERIES = 10_000_000;

    static final Key<List<Window>> WINDOWS = Key.of(
            "windows",
            ListType.notEmpty(TimeTypes.window("1h")),
            "[7d, 30d, 90d]",
            "The look-backs over which figures are computed. Each is at least `1h`; its label `window` is as written here.");
    static final Key<List<Window>> SURVEY_WINDOWS = Key.of(
            "survey_windows",
            ListType.notEmpty(TimeTypes.window("1d")),
            "[90d, 365d]",
            "The look-backs over surveys, which are asked less often.");
    static final Key<LeadTimeStart> LEAD_TIME_START = Key.of(
            "lead_time_start",
            Choice.of(LeadTimeStart.class),
            "first_commit",
            "Where the lead time of a pull request starts.");
    static final Key<Duration> INCIDENT_LINK_WINDOW = Key.of(
            "incident_link_window",
            TimeTypes.duration("1m"),
            "24h",
            "How long after a deployment an incident, a revert or a hotfix may blame it.");
    static final Key<Pattern> HOTFIX_PATTERN = Key.of(
            "hotfix_pattern",
            Types.REGEX,
            "'(?i)\\bhot-?fix'",
            "Marks a change as a hotfix: searched in its branch, labels and title.");
    static final Key<Long> MAX_SERIES = Key.of(
            "max_series",
            new WholeNumber(1, MOST_SERIES),
            "100000",
            "How many series are exposed at most. What is beyond is dropped, and counted in `mlops_exporter_series_dropped`.");

    static final Section<MetricsConfig> SECTION = new Section<>(
            "metrics",
            "How figures are computed.",
            List.of(WINDOWS, SURVEY_WINDOWS, LEAD_TIME_START, INCIDENT_LINK_WINDOW, HOTFIX_PATTERN, MAX_SERIES),
            List.of(Rule.inCode("No two windows have one length.", MetricsSection::checkDistinct)),
            values -> new MetricsConfig(
                    values.get(WINDOWS),
                    values.get(SURVEY_WINDOWS),
                    values.get(LEAD_TIME_START),
                    values.get(INCIDENT_LINK_WINDOW),
                    values.get(HOTFIX_PATTERN),
                    Math.toIntExact(values.get(MAX_SERIES))));

    private MetricsSection() {}

    private static void checkDistinct(Item.Mapping metrics, Reading reading) {
        Optional<List<Window>> windows = WINDOWS.peek(metrics);
        Map<Duration, Window> seen = new HashMap<>();
        for (Window window : windows.orElse(List.of())) {
            Window first = seen.putIfAbsent(window.length(), window);
            if (first != null) {
                reading.report(Problem.of(
                                metrics.pathOf(WINDOWS.name()),
                                metrics.lineOf(WINDOWS.name()),
                                "is as long as " + first.label())
                        .showing(Shown.quoted(window.label()))
                        .expecting("each length once"));
            }
        }
    }
}
