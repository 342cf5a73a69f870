package io.mlopsexporter.dora;

import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small world of facts. Times are told in hours before {@link #NOW}, commits by short names. */
public final class World {
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    public static final Window WEEK = Policy.DEFAULT.windows().get(0);
    public static final Window MONTH = Policy.DEFAULT.windows().get(1);

    private final List<RepositoryWorld> repositories = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    /** With an application of the same name, of the team {@code ml}. */
    public RepositoryWorld repository(String name) {
        var repository = new RepositoryWorld(name, "ml");
        repositories.add(repository);
        return repository;
    }

    public RepositoryWorld repository(String name, String team) {
        var repository = new RepositoryWorld(name, team);
        repositories.add(repository);
        return repository;
    }

    /** Of the service {@code name}, open. */
    public World open(String id, String name, double start, String title, String... links) {
        events.add(new Incident.Open(
                "pagerduty/" + id, "P-" + name, name, title, ago(start), List.of(links), "https://pd.example/" + id));
        return this;
    }

    /** Of the service {@code name}, over. */
    public World resolved(String id, String name, double start, double end, String title, String... links) {
        events.add(new Incident.Resolved(
                "pagerduty/" + id,
                "P-" + name,
                name,
                title,
                ago(start),
                ago(end),
                List.of(links),
                "https://pd.example/" + id));
        return this;
    }

    /** Of the service {@code name}, merged into another. */
    World merged(String id, String name, double start, double end) {
        return event(new Incident.Merged(
                "pagerduty/" + id, "P-" + name, name, "merged", ago(start), ago(end), List.of(), ""));
    }

    World event(Event event) {
        events.add(event);
        return this;
    }

    /** An account of PagerDuty lists a service. */
    World service(String source, String name) {
        events.add(new IncidentService(source + "/P-" + name, name));
        return this;
    }

    /** Told by another account than {@code pagerduty}, open. */
    World openAt(String source, String id, String name, double start) {
        events.add(new Incident.Open(source + "/" + id, "P-" + name, name, "down", ago(start), List.of(), ""));
        return this;
    }

    public static Instant ago(double hours) {
        return NOW.minus(Duration.ofSeconds(Math.round(hours * 3600)));
    }

    public List<Event> events() {
        var all = new ArrayList<>(events);
        repositories.forEach(repository -> all.addAll(repository.events()));
        return all;
    }

    public EventLog log() {
        return EventLog.of(events());
    }

    public Figures figures() {
        return figures(Policy.DEFAULT);
    }

    public Figures figures(Policy policy) {
        return Dora.figures(log(), policy, bothAt(NOW, NOW));
    }

    public static AsOf bothAt(Instant github, Instant pagerduty) {
        return new AsOf(Map.of("github", github, "pagerduty", pagerduty), Set.of("github"), Set.of("pagerduty"));
    }

    /** The figures of an application that has one environment. */
    ScopeFigures application(String name) {
        return application(figures(), name);
    }

    static ScopeFigures application(Figures figures, String name) {
        return figures.scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.OfApplication application
                        && application.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figures of " + name));
    }

    static ScopeFigures environment(Figures figures, String environment) {
        return figures.scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.OfApplication application
                        && application.environment().equals(environment))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figures of " + environment));
    }

    /** What an application with one environment delivered, in order. */
    List<Delivery> deliveries(String name) {
        return application(name).evidence().delivery().get(0).deliveries();
    }

    List<Failure> failures(String name) {
        return application(name).evidence().failures().get(0).failures();
    }

    DeliveryFigures.InWindow delivery(String name) {
        return application(name).delivery().orElseThrow().windows().get(1);
    }

    FailureFigures.InWindow failure(String name) {
        return application(name).failures().orElseThrow().windows().get(1);
    }

    IncidentFigures.InWindow incident(String name) {
        return application(name).incidents().orElseThrow().windows().get(1);
    }
}
