package io.mlopsexporter.metric;

import io.mlopsexporter.metric.AgentMetric.Exposed;
import io.mlopsexporter.metric.AgentStatus.Breaker;
import io.mlopsexporter.metric.AgentStatus.SourceStatus;
import io.mlopsexporter.metric.Metric.Stability;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the agent says about itself and its sources, and DORA's benchmarks, which belong to no scope. */
final class AgentMetrics {
    private static final String PREFIX = "mlops_exporter_";

    /** All industries, 2025; failure and rework rate as 10 − the published value, as for the scores (design 3.7). */
    private static final Map<String, Double> BENCHMARKS = Map.of(
            "lead_time", 5.5, "deployment_frequency", 4.8, "recovery_time", 7.4, "change_failure", 8.1, "rework", 7.8);

    static final List<AgentMetric> ALL = List.of(
            new AgentMetric(
                    new Metric(
                            "dora_quick_check_benchmark",
                            Family.Type.GAUGE,
                            "score 0 to 10",
                            List.of("edition", "industry", "metric"),
                            Stability.STABLE,
                            "What DORA publishes as the usual Quick Check score of an industry, to stand beside "
                                    + "quick_check_score."),
                    exposed -> BENCHMARKS.entrySet().stream()
                            .map(entry -> Value.of(entry.getValue(), "2025", "all", entry.getKey()))),
            gauge(
                    "build_info",
                    "1",
                    "Which version runs, on which Java.",
                    List.of("version", "java_version"),
                    exposed -> {
                        var build = exposed.facts().agent().build();
                        return Stream.of(Value.of(1, build.version(), build.javaVersion()));
                    }),
            ofSource(
                    "source_up",
                    "0 or 1",
                    "Whether the source's API answered when it was last asked.",
                    source -> Stream.of(Value.of(Value.flag(source.up()), source.name()))),
            ofSource(
                    "source_as_of_timestamp_seconds",
                    "Unix time in seconds",
                    "Up to when the source is known completely: where the windows of its figures end.",
                    source -> source.asOf().stream().map(asOf -> Value.of(Values.unix(asOf), source.name()))),
            ofSource(
                    "source_staleness_bound_seconds",
                    "seconds",
                    "Within how long every repository of the source is read again: polling.interval where each poll reads all, "
                            + "an hour while a delivery log is followed, else polling.quiet_interval.",
                    source -> source.reach().stream()
                            .map(reach -> Value.of(reach.bound().toMillis() / 1e3, source.name()))),
            gauge(
                    "source_repositories",
                    "repositories",
                    "Repositories of the source, by whether each poll reads them (active) or they are read within the staleness "
                            + "bound (quiet).",
                    List.of("source", "pace"),
                    exposed -> sources(exposed)
                            .flatMap(source -> source.reach().stream()
                                    .flatMap(reach -> Stream.of(
                                            Value.of(reach.active(), source.name(), "active"),
                                            Value.of(reach.quiet(), source.name(), "quiet"))))),
            ofSource(
                    "source_poll_success",
                    "0 or 1",
                    "Whether the last poll of the source came to its end; absent before the first has ended.",
                    source ->
                            source.pollSuccess().stream().map(success -> Value.of(Value.flag(success), source.name()))),
            ofSource(
                    "source_poll_duration_seconds",
                    "seconds",
                    "How long the last poll of the source took.",
                    source -> source.pollDuration().stream()
                            .map(took -> Value.of(took.getSeconds() + took.getNano() / 1e9, source.name()))),
            ofSource(
                    "source_read_progress_ratio",
                    "ratio",
                    "How much of the present phase of a long read, such as the first one, is done; absent outside of it.",
                    source -> source.firstRead().stream().map(done -> Value.of(done, source.name()))),
            counter(
                    "api_requests_total",
                    "requests",
                    "Requests to the source's API, by the status code of the answer.",
                    "code",
                    SourceStatus::requests),
            gauge(
                    "api_budget_remaining",
                    "requests or points",
                    "What is left of the rate limit of the source's API, by resource; absent where there is no limit.",
                    List.of("source", "resource"),
                    exposed -> sources(exposed).flatMap(source -> labelled(source, source.budget()))),
            gauge(
                    "incidents_unmapped",
                    "incidents",
                    "Incidents of services that belong to no application: they are in no figure.",
                    List.of("source"),
                    exposed -> exposed.facts().figures().unmappedIncidents().entrySet().stream()
                            .map(source -> Value.of(source.getValue(), source.getKey()))),
            gauge(
                    "circuit_breaker_state",
                    "0 or 1",
                    "1 for the state that the circuit breaker of the source's API is in: closed, open or half_open.",
                    List.of("source", "state"),
                    exposed -> sources(exposed).flatMap(AgentMetrics::breaker)),
            gauge(
                    "events",
                    "events",
                    "Events that are kept, by type.",
                    List.of("type"),
                    exposed -> exposed.facts().agent().events().entrySet().stream()
                            .map(type -> Value.of(type.getValue(), type.getKey()))),
            counter(
                    "records_skipped_total",
                    "records",
                    "Records of the source that could not be used, by reason.",
                    "reason",
                    SourceStatus::skipped),
            gauge(
                    "series",
                    "series",
                    "Series that are exposed, this one included; process and JVM metrics come on top.",
                    List.of(),
                    exposed -> Stream.of(Value.of(exposed.series()))),
            gauge(
                    "series_dropped",
                    "series",
                    "Series left out to stay below metrics.max_series: of applications first, then of teams.",
                    List.of(),
                    exposed -> Stream.of(Value.of(exposed.dropped()))),
            gauge(
                    "config_last_reload_successful",
                    "0 or 1",
                    "Whether the configuration that was loaded last was fine; if not, the one before holds.",
                    List.of(),
                    exposed -> Stream.of(Value.of(
                            Value.flag(exposed.facts().agent().configuration().successful())))),
            gauge(
                    "config_last_reload_success_timestamp_seconds",
                    "Unix time in seconds",
                    "When the configuration that holds was loaded.",
                    List.of(),
                    exposed -> Stream.of(Value.of(
                            Values.unix(exposed.facts().agent().configuration().lastSuccess())))));

    private AgentMetrics() {}

    private static AgentMetric gauge(
            String suffix, String unit, String help, List<String> labels, Function<Exposed, Stream<Value>> values) {
        return new AgentMetric(
                new Metric(PREFIX + suffix, Family.Type.GAUGE, unit, labels, Stability.STABLE, help), values);
    }

    private static AgentMetric ofSource(
            String suffix, String unit, String help, Function<SourceStatus, Stream<Value>> values) {
        return gauge(
                suffix,
                unit,
                help,
                List.of("source"),
                exposed -> sources(exposed).flatMap(values));
    }

    private static AgentMetric counter(
            String suffix, String unit, String help, String label, Function<SourceStatus, Map<String, Long>> counts) {
        return new AgentMetric(
                new Metric(
                        PREFIX + suffix, Family.Type.COUNTER, unit, List.of("source", label), Stability.STABLE, help),
                exposed -> sources(exposed).flatMap(source -> labelled(source, counts.apply(source))));
    }

    private static Stream<SourceStatus> sources(Exposed exposed) {
        return exposed.facts().agent().sources().stream();
    }

    private static Stream<Value> labelled(SourceStatus source, Map<String, Long> values) {
        return values.entrySet().stream().map(entry -> Value.of(entry.getValue(), source.name(), entry.getKey()));
    }

    private static Stream<Value> breaker(SourceStatus source) {
        return Arrays.stream(Breaker.values())
                .map(state -> Value.of(
                        Value.flag(state == source.breaker()),
                        source.name(),
                        state.name().toLowerCase(Locale.ROOT)));
    }
}
