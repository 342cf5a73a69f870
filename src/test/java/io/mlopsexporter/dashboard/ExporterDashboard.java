package io.mlopsexporter.dashboard;

import static io.mlopsexporter.dashboard.Panel.about;

import io.mlopsexporter.dashboard.Panel.Word;
import java.util.List;
import java.util.Map;

/** Whether the exporter itself is well. */
final class ExporterDashboard {
    private static final String MLOPS = "mlops_exporter_";
    private static final Map<Integer, Word> NO_YES = Map.of(0, new Word("no", "text"), 1, new Word("yes", "text"));
    private static final String UNSCRAPED = "the exporter is not scraped";

    private ExporterDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                        "mlops-exporter-health",
                        "Exporter health",
                        "Whether the exporter reads its sources, keeps up and leaves nothing out. Replicas are one exporter, except under Process.")
                .window()
                .add(Panel.text(
                        "A source that is down makes no figure fall: figures stand still at *Known up to*, and are withheld after"
                                + " `polling.staleness_limit`. **Window** only says which windows are covered; it is no part of the other panels."
                                + " What each alert means stands in docs/runbooks.",
                        2))
                .row("Can it be trusted?", new Delivery(Scope.ORGANIZATION).trust())
                .row("Sources", sources())
                .row("What is left out", leftOut())
                .row("Process, each replica by itself", process());
    }

    private static Panel over(String title, String unit, int width, String metric, String legend, String expression) {
        Panel panel = Panel.series(title, about(metric), unit, width).ask(legend, expression);
        panel.node.put("interval", "1m");
        panel.defaults().put("min", 0);
        return panel;
    }

    private static Panel over(String title, String unit, Query query, String legend) {
        return over(title, unit, 12, query.metric(), legend, query.now());
    }

    private static String rate(String metric, String by) {
        return "sum by (" + by + ") (rate(" + metric + "{job=~\"$job\"}[$__rate_interval]))";
    }

    private static Panel[] sources() {
        Query asOf = Query.of(MLOPS + "source_as_of_timestamp_seconds", "source");
        Query state = Query.of(MLOPS + "circuit_breaker_state", "source", "state");
        return new Panel[] {
            over("Age of what is known", "s", 12, asOf.metric(), "{{source}}", "time() - " + asOf.now()),
            over("Time a poll takes", "s", Query.of(MLOPS + "source_poll_duration_seconds", "source"), "{{source}}"),
            over(
                    "Requests per second, by answer",
                    "reqps",
                    12,
                    MLOPS + "api_requests_total",
                    "{{source}} {{code}}",
                    rate(MLOPS + "api_requests_total", "source, code")),
            over(
                    "Rate limit left",
                    "none",
                    Query.of(MLOPS + "api_budget_remaining", "source", "resource"),
                    "{{source}} {{resource}}"),
            Panel.stat("Last poll came to its end", about(MLOPS + "source_poll_success"), "none", 8)
                    .ask(
                            "{{source}}",
                            Query.of(MLOPS + "source_poll_success", "source").now())
                    .words(NO_YES)
                    .names()
                    .without("no poll has ended yet"),
            Panel.stat("Circuit breakers", about(state.metric()), "none", 8)
                    .ask("{{source}}: {{state}}", state.now() + " == 1")
                    .words(Map.of(1, new Word("is its state", "text")))
                    .names()
                    .without(UNSCRAPED),
            Panel.stat("Progress of a long read", about(MLOPS + "source_read_progress_ratio"), "percentunit", 8)
                    .ask(
                            "{{source}}",
                            Query.of(MLOPS + "source_read_progress_ratio", "source")
                                    .now())
                    .names()
                    .without("none is going on")
        };
    }

    private static Panel[] leftOut() {
        return new Panel[] {
            one("Series exposed", "series").decimals(0),
            one("Series dropped", "series_dropped").decimals(0),
            one("Changed configuration in use", "config_last_reload_successful").words(NO_YES),
            Panel.stat(
                            "Configuration loaded",
                            about(MLOPS + "config_last_reload_success_timestamp_seconds"),
                            "dateTimeFromNow",
                            4)
                    .ask(
                            "",
                            Query.of(MLOPS + "config_last_reload_success_timestamp_seconds")
                                            .now() + " * 1000")
                    .without(UNSCRAPED),
            Panel.stat("Incidents of no application", about(MLOPS + "incidents_unmapped"), "none", 8)
                    .ask(
                            "{{source}}",
                            Query.of(MLOPS + "incidents_unmapped", "source").now())
                    .names()
                    .decimals(0)
                    .without("no source of incidents is configured"),
            over(
                    "Records skipped, by reason",
                    "none",
                    12,
                    MLOPS + "records_skipped_total",
                    "{{source}} {{reason}}",
                    "sum by (source, reason) (increase(" + MLOPS + "records_skipped_total{job=~\"$job\"}[1d]))"),
            over("Events kept, by type", "none", Query.of(MLOPS + "events", "type"), "{{type}}")
        };
    }

    private static Panel one(String title, String suffix) {
        return Panel.stat(title, about(MLOPS + suffix), "none", 4)
                .ask("", Query.of(MLOPS + suffix).now())
                .without(UNSCRAPED);
    }

    private static Panel[] process() {
        List<String> instance = List.of("instance");
        Query build = new Query(MLOPS + "build_info", List.of("instance", "version", "java_version"), List.of());
        Query memory = new Query("process_resident_memory_bytes", instance, List.of());
        Query heap = new Query("jvm_memory_bytes_used", instance, List.of("area=\"heap\""));
        Query start = new Query("process_start_time_seconds", instance, List.of());
        return new Panel[] {
            Panel.stat("Version", about(build.metric()), "none", 12)
                    .ask("{{instance}}: {{version}} on Java {{java_version}}", build.now())
                    .words(Map.of(1, new Word("runs", "text")))
                    .names()
                    .without(UNSCRAPED),
            Panel.stat("Started", "When the process started. Unit: Unix time.", "dateTimeFromNow", 12)
                    .ask("{{instance}}", start.now() + " * 1000")
                    .names()
                    .without(UNSCRAPED),
            over(
                            "Memory: resident, and heap",
                            "bytes",
                            12,
                            "process_resident_memory_bytes",
                            "{{instance}} resident",
                            memory.now())
                    .ask("{{instance}} heap", heap.now()),
            over(
                    "Processors used",
                    "none",
                    12,
                    "process_cpu_seconds_total",
                    "{{instance}}",
                    rate("process_cpu_seconds_total", "instance"))
        };
    }
}
