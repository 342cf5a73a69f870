package io.mlopsexporter.dashboard;

import static io.mlopsexporter.dashboard.Panel.about;

import io.mlopsexporter.dashboard.Panel.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Panels of delivery figures, alike at every scope. */
record Delivery(Scope scope) {
    private static final Map<Integer, Word> COMPLETE = Map.of(
            0, new Word("preliminary: the history does not cover the window", "text"), 1, new Word("complete", "text"));

    static final String WHY_NO_DISTRIBUTION = "no value in the window";

    /** DORA's five, each with the number of values behind it. */
    Panel[] five() {
        return new Panel[] {
            stat("Deployment frequency", "deployments_per_day", "none", "deployments/day")
                    .decimals(2),
            count("Deployments", "deployments"),
            median("Lead time for changes (median)", "lead_time_seconds"),
            count("Changes measured", "changes"),
            stat("Change failure rate", "change_failure_ratio", "percentunit", "")
                    .without("no deployment in the window"),
            count("Failed deployments", "failed_deployments"),
            median("Failed deployment recovery time (median)", "recovery_time_seconds"),
            count("Recoveries", "recoveries"),
            stat("Rework rate", "rework_ratio", "percentunit", "").without("no deployment in the window"),
            count("Rework deployments", "rework_deployments"),
            median("Time to restoration (median)", "restoration_time_seconds"),
            count("Incidents resolved", "incidents_resolved")
        };
    }

    private Panel stat(String title, String suffix, String unit, String legend) {
        Query query = scope.windowed(suffix);
        Panel panel = Panel.stat(title, about(query.metric()), unit, 4)
                .ask(scope.legend(legend), query.now())
                .without("unknown");
        return explained(panel, suffix);
    }

    private Panel count(String title, String suffix) {
        return stat(title, suffix, "none", "").decimals(0);
    }

    private Panel median(String title, String suffix) {
        Query query = scope.windowed(suffix).with("statistic=\"p50\"");
        Panel panel = Panel.stat(title, about(query.metric()), "s", 4)
                .ask(scope.legend(""), query.now())
                .without(WHY_NO_DISTRIBUTION);
        return explained(panel, suffix);
    }

    private Panel explained(Panel panel, String suffix) {
        return scope.isExplained() ? panel.link("Explain this figure", scope.explain(suffix)) : panel;
    }

    Panel score() {
        Query score = scope.windowed("quick_check_score").by("metric");
        Query benchmark = Query.of("dora_quick_check_benchmark", "metric").with("edition=\"2025\"", "industry=\"all\"");
        Panel panel = Panel.table(
                        "Quick Check score beside the industry's",
                        about(score.metric())
                                + " Beside it the benchmark of all industries that DORA published in 2025. A score that is missing is"
                                + " unknown, and left out of the overall one; the benchmark has no overall score.",
                        "none",
                        12,
                        8)
                .ask("", score.now())
                .ask("", benchmark.now())
                .decimals(1)
                .transform("merge", Map.of())
                .transform(
                        "organize",
                        Map.<String, Object>of(
                                "excludeByName",
                                Map.of("Time", true),
                                "renameByName",
                                Map.of(
                                        "metric",
                                        "Metric",
                                        "Value #A",
                                        "Score (0–10)",
                                        "Value #B",
                                        "All industries 2025"),
                                "indexByName",
                                Map.of("metric", 0, "Value #A", 1, "Value #B", 2)));
        return explained(panel.without("unknown"), "quick_check_score");
    }

    Panel scoreTrend() {
        Query overall = scope.windowed("quick_check_score").with("metric=\"overall\"");
        return Panel.series("Quick Check, overall", about(overall.metric()) + " " + Trends.WORDS, "none", 12)
                .range(0, 10)
                .decimals(1)
                .ask(scope.legend("overall"), overall.trend());
    }

    /** How the figures went. */
    Panel[] trends() {
        return new Panel[] {
            trend("Deployments per day", "none", "deployments_per_day", "deployments", "deployments in the window"),
            distribution("Lead time for changes", "lead_time_seconds", "changes"),
            trend(
                            "Change failure rate and rework rate",
                            "percentunit",
                            "change_failure_ratio",
                            "deployments",
                            "deployments in the window")
                    .ask(
                            scope.legend("rework_ratio"),
                            scope.windowed("rework_ratio").trend()),
            distribution("Failed deployment recovery time", "recovery_time_seconds", "recoveries"),
            distribution("Time to restoration", "restoration_time_seconds", "incidents_resolved"),
            trend("Incidents started and open", "none", "incidents", "", "")
                    .ask(
                            scope.legend("open_incidents"),
                            scope.figure("open_incidents").trend()),
        };
    }

    private Panel trend(String title, String unit, String suffix, String count, String countLegend) {
        Query query = scope.windowed(suffix);
        Panel panel = Panel.series(title, about(query.metric()) + " " + Trends.WORDS, unit, 12)
                .ask(scope.legend(suffix), query.trend());
        panel.defaults().put("min", 0);
        if (!count.isEmpty()) {
            panel.ask(countLegend, new Query(scope.windowed(count).metric(), List.of(), query.matchers()).trend())
                    .counts(countLegend);
        }
        return panel;
    }

    private Panel distribution(String title, String suffix, String count) {
        Query query = scope.windowed(suffix);
        Panel panel = Panel.series(
                title, about(query.metric()) + " Bars: the number of values behind it. " + Trends.WORDS, "s", 12);
        for (String statistic : List.of("p50", "p75", "p95")) {
            panel.ask(
                    scope.legend(statistic),
                    query.with("statistic=\"" + statistic + "\"").trend());
        }
        String legend = "number of values";
        panel.ask(legend, new Query(scope.windowed(count).metric(), List.of(), query.matchers()).trend())
                .counts(legend);
        panel.defaults().put("min", 0);
        return panel;
    }

    Panel stages() {
        Query stages = scope.windowed("lead_time_stage_seconds").by("stage").with("statistic=\"p50\"");
        Panel panel = Panel.bars(
                        "Where the lead time goes (median of each stage)",
                        about(stages.metric())
                                + " Medians of stages do not add up to the median of the whole; means do. Behind them are the changes measured.",
                        "s",
                        12,
                        8)
                .ask(scope.legend("{{stage}}"), stages.now())
                .without(WHY_NO_DISTRIBUTION);
        return explained(panel, "lead_time_stage_seconds");
    }

    Panel stagesTrend() {
        Query stages = scope.windowed("lead_time_stage_seconds").by("stage").with("statistic=\"mean\"");
        Panel panel = Panel.series(
                        "Stages of the lead time (mean)", about(stages.metric()) + " " + Trends.WORDS, "s", 12)
                .ask(scope.legend("{{stage}}"), stages.trend());
        panel.defaults().put("min", 0);
        return panel;
    }

    Panel signals() {
        Query signals = scope.windowed("failed_deployments_by_signal").by("signal");
        Panel panel = Panel.bars("Failed deployments by signal", about(signals.metric()), "none", 12, 8)
                .ask(scope.legend("{{signal}}"), signals.now())
                .without("no failed deployment is known")
                .decimals(0);
        panel.defaults().put("min", 0);
        return explained(panel, "failed_deployments_by_signal");
    }

    Panel uncounted() {
        Query excluded = scope.windowed("changes_excluded").by("reason");
        Query unmeasured = scope.windowed("deployments_unmeasured").by("reason");
        Panel panel = Panel.bars(
                        "Left out of the lead time",
                        about(excluded.metric()) + " And: " + about(unmeasured.metric()),
                        "none",
                        12,
                        8)
                .ask(scope.legend("changes: {{reason}}"), excluded.now())
                .ask(scope.legend("deployments: {{reason}}"), unmeasured.now())
                .without("nothing was left out")
                .decimals(0);
        panel.defaults().put("min", 0);
        return explained(panel, "changes_excluded");
    }

    /** How far the figures can be trusted: on every dashboard. */
    Panel[] trust() {
        var panels = new ArrayList<Panel>();
        Query complete = scope.windowed("data_complete");
        panels.add(Panel.stat("Is the window covered?", about(complete.metric()), "none", 8)
                .ask(scope.legend(""), complete.now())
                .words(COMPLETE)
                .without("unknown: the sources were not read yet"));
        panels.add(asOf(10));
        panels.add(Panel.stat("Sources that answer", about("mlops_exporter_source_up"), "none", 6)
                .ask(
                        "{{source}}",
                        Query.of("mlops_exporter_source_up", "source").now())
                .words(Map.of(0, new Word("down", "text"), 1, new Word("up", "text")))
                .names()
                .without("the exporter is not scraped"));
        return panels.toArray(Panel[]::new);
    }

    static Panel asOf(int width) {
        Query asOf = Query.of("mlops_exporter_source_as_of_timestamp_seconds", "source");
        return Panel.stat("Known up to", about(asOf.metric()), "dateTimeFromNow", width)
                .ask("{{source}}", asOf.now() + " * 1000")
                .names()
                .without("no source was read to its end yet");
    }
}
