package io.mlopsexporter.exposition;

import io.mlopsexporter.event.Applications;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two applications of two teams. Of {@code fraud-api}, the third deployment failed, with an incident, and was rolled back;
 * {@code ranker} goes to two environments and has an incident that is still open.
 */
final class FixedHistory {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Event> events = new ArrayList<>();

    private FixedHistory() {}

    static EventLog log() {
        FixedHistory history = new FixedHistory();
        history.fraudApi();
        history.ranker();
        return EventLog.of(history.events);
    }

    private void fraudApi() {
        String repository = application("github/1", "fraud-api", "fraud");
        commit(repository, 1, 0, 30 * 24);
        pullRequest(repository, 2, 1, 14 * 24);
        pullRequest(repository, 3, 2, 80);
        commit(repository, 4, 3, 75);
        deployment(repository, 1, "production", 25 * 24);
        deployment(repository, 2, "production", 10 * 24);
        deployment(repository, 4, "production", 72);
        deployment(repository, 2, "production", 69);
        events.add(new Incident.Resolved(
                "pagerduty/1",
                "P1",
                "fraud-api",
                "Payments time out",
                ago(71),
                ago(68),
                List.of(),
                "https://pd.example/1"));
    }

    private void ranker() {
        String repository = application("github/2", "ranker \"v2\"", "search");
        commit(repository, 11, 10, 60 * 24);
        pullRequest(repository, 12, 11, 50);
        deployment(repository, 11, "Production", 40 * 24);
        deployment(repository, 12, "Production", 40);
        deployment(repository, 12, "prod-eu", 38);
        events.add(new Incident.Open(
                "pagerduty/2", "P2", "ranker \"v2\"", "Results are stale", ago(30), List.of(), "https://pd.example/2"));
    }

    private String application(String repository, String name, String team) {
        events.add(new Repository(repository, "acme/" + name, "main", ago(24 * 1000), "https://gh.example", false));
        events.add(new Lineage(repository, Set.of(oid(name.equals("fraud-api") ? 0 : 10)), Set.of(), Set.of()));
        events.add(Applications.of("github/" + name, name, team, repository));
        return repository;
    }

    private void commit(String repository, int commit, int parent, double authored) {
        commit(repository, commit, parent, authored, List.of());
    }

    private void commit(String repository, int commit, int parent, double authored, List<Integer> pullRequests) {
        events.add(new Commit(
                repository,
                oid(commit),
                List.of(oid(parent)),
                ago(authored),
                "commit " + commit,
                List.of(),
                pullRequests,
                Optional.empty()));
    }

    /** Merged by squashing, twelve hours after it was opened. */
    private void pullRequest(String repository, int number, int parent, double merged) {
        commit(repository, number, parent, merged, List.of(number));
        events.add(new PullRequest(
                repository,
                number,
                "change " + number,
                "topic/" + number,
                List.of(),
                ago(merged + 12),
                Optional.empty(),
                List.of(ago(merged + 7)),
                ago(merged),
                oid(number),
                List.of(),
                Optional.of(ago(merged + 30)),
                List.of(),
                List.of(),
                Optional.empty(),
                "https://gh.example/pull/" + number));
    }

    private void deployment(String repository, int commit, String environment, double finished) {
        String number = String.valueOf(100 + events.size());
        events.add(new Deployment(
                repository + "/github_deployments/" + number,
                number,
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                oid(commit),
                environment,
                environment,
                false,
                "",
                "main",
                ago(finished + 0.2),
                Optional.of(ago(finished)),
                Optional.empty(),
                Optional.empty()));
    }

    private static String oid(int commit) {
        return String.format("%040x", commit);
    }

    /** @param hours before {@link #NOW} */
    private static Instant ago(double hours) {
        return NOW.minus(Duration.ofSeconds(Math.round(hours * 3600)));
    }
}
