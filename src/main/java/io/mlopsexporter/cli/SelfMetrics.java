package io.mlopsexporter.cli;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.RepositoryHistory;
import io.mlopsexporter.metric.AgentStatus;
import io.mlopsexporter.metric.Units;
import io.mlopsexporter.poll.SourceStatus;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the agent tells of itself. */
final class SelfMetrics {
    private volatile AgentStatus.Reload configuration;

    /** @param loadedAt when the configuration was loaded */
    SelfMetrics(Instant loadedAt) {
        configuration = new AgentStatus.Reload(true, loadedAt);
    }

    void reloaded(Instant at) {
        configuration = new AgentStatus.Reload(true, at);
    }

    void notReloaded() {
        configuration = new AgentStatus.Reload(false, configuration.lastSuccess());
    }

    AgentStatus status(EventLog log, SortedMap<String, SourceStatus> statuses, List<Wired> wired) {
        return new AgentStatus(
                new AgentStatus.Build(Version.number(), Version.java()),
                wired.stream().map(one -> source(one, statuses)).toList(),
                events(log),
                configuration);
    }

    private static AgentStatus.SourceStatus source(Wired wired, SortedMap<String, SourceStatus> statuses) {
        Telemetry.Snapshot api = wired.telemetry().snapshot();
        Optional<SourceStatus> status =
                Optional.ofNullable(statuses.get(wired.source().name()));
        Optional<SourceStatus> polled = status.filter(one -> one.polled() > 0);
        return new AgentStatus.SourceStatus(
                wired.source().name(),
                polled.map(SourceStatus::succeeded).orElse(false),
                status.flatMap(SourceStatus::asOf),
                polled.map(SourceStatus::succeeded),
                polled.map(SourceStatus::took),
                status.flatMap(SourceStatus::progress).map(SelfMetrics::ratio),
                api.requests(),
                api.remaining(),
                AgentStatus.Breaker.valueOf(api.circuit().name()),
                wired.source().skipped(),
                wired.source()
                        .reach()
                        .map(reach -> new AgentStatus.Reach(reach.bound(), reach.active(), reach.quiet())));
    }

    private static double ratio(SourceStatus.Progress progress) {
        return progress.total() == 0 ? 1 : (double) progress.done() / progress.total();
    }

    private static Map<String, Integer> events(EventLog log) {
        var counts = new TreeMap<String, Integer>();
        counts.put("application", log.applications().size());
        counts.put("repository", log.repositories().size());
        counts.put("incident", log.incidents().size());
        counts.put("incident_service", log.incidentServices().size());
        counts.put("activity", log.activities().size());
        counts.put("experiment", log.experiments().size());
        int deployments = 0;
        int commits = 0;
        int pullRequests = 0;
        for (RepositoryHistory history : log.histories().values()) {
            deployments += history.deployments().size();
            commits += history.commits().size();
            pullRequests += history.pullRequests().size();
        }
        counts.put("deployment", deployments);
        counts.put("commit", commits);
        counts.put("pull_request", pullRequests);
        return counts;
    }

    /** How a source stands, in a sentence for people. */
    static String detail(SourceStatus status) {
        if (status.progress().isPresent()) {
            var progress = status.progress().get();
            return "reading " + progress.phase() + ": " + progress.done() + " of " + progress.total();
        }
        if (status.error().isPresent()) {
            return status.error().get();
        }
        if (status.polled() == 0) {
            return "first poll under way";
        }
        return status.problems().isEmpty()
                ? "polled in " + Units.duration(status.took().toMillis() / 1000.0)
                : status.problems().size() + " problem(s), first: "
                        + status.problems().get(0).subject() + ": "
                        + status.problems().get(0).text();
    }
}
