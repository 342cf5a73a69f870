package io.mlopsexporter.explain;

import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.explain.Topic.Part;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what figures follow from. Immutable: it speaks of one derivation. */
public final class Explainer {
    private final Figures figures;
    private final EventLog log;
    private final Policy policy;
    private final Choice choice;

    /** @param log the events that the figures were derived from */
    public Explainer(Figures figures, EventLog log, Policy policy) {
        this.figures = figures;
        this.log = log;
        this.policy = policy;
        this.choice = new Choice(figures.scopes(), policy);
    }

    public List<String> teams() {
        return choice.teams();
    }

    /** Each with each of its environments. */
    public List<Scope.OfApplication> applications() {
        return choice.applications();
    }

    public List<Window> windows() {
        return policy.windows();
    }

    /** The metrics that can be asked for, by the part of the name that the scopes share. */
    public static List<String> metrics() {
        return Catalog.suffixes();
    }

    /** @throws Unanswerable if the question is about something that does not exist */
    public Explanation explain(Question question) {
        Window window = choice.window(question);
        Optional<String> metric = choice.metric(question);
        ScopeFigures scope = choice.scope(question);
        Topic topic = metric.map(Topic::of).orElse(Topic.ALL);
        var gathering = new Gathering(scope, window, policy, log);
        return new Explanation(
                scope.scope(),
                window,
                policy,
                metric,
                environments(scope.scope()),
                shown(scope, window, metric),
                withheld(scope, topic, window),
                gathering.signals(),
                gathering.coverage(),
                topic.needs(Part.DEPLOYMENTS) ? gathering.deployments() : Optional.empty(),
                topic.needs(Part.CHANGES) ? gathering.changes() : Optional.empty(),
                topic.needs(Part.UNCOUNTED) ? gathering.uncounted() : Optional.empty(),
                topic.needs(Part.FAILURES) ? gathering.failures() : Optional.empty(),
                topic.needs(Part.LINKED) ? gathering.linked() : Optional.empty(),
                topic.needs(Part.INCIDENTS) ? gathering.incidents() : Optional.empty(),
                unmapped(scope.scope()));
    }

    private List<Scope.OfApplication> environments(Scope scope) {
        return choice.applications().stream()
                .filter(other -> scope instanceof Scope.OfApplication one
                        && other.team().equals(one.team())
                        && other.name().equals(one.name()))
                .toList();
    }

    private static List<Figure> shown(ScopeFigures scope, Window window, Optional<String> metric) {
        var how = new How(scope, window);
        return Catalog.series(scope).stream()
                .filter(series -> metric.map(series.suffix()::equals).orElse(true))
                .filter(series -> isOf(window, series))
                .map(series -> new Figure(series, how.of(series)))
                .toList();
    }

    private static boolean isOf(Window window, Series series) {
        return series.labels().getOrDefault("window", window.label()).equals(window.label());
    }

    private static List<Withheld> withheld(ScopeFigures scope, Topic topic, Window window) {
        var withheld = new ArrayList<Withheld>();
        if (scope.delivery().isEmpty() && topic.needs(Part.DEPLOYMENTS)) {
            withheld.add(new Withheld(
                    "deployments", "a source of deployments has not been read to the end, or not recently"));
        }
        if (scope.incidents().isEmpty() && topic.needs(Part.INCIDENTS)) {
            withheld.add(new Withheld(
                    "incidents",
                    "no source of incidents is configured, or one has not been read to the end, or not recently"));
        }
        if (scope.failures().isEmpty() && (topic.needs(Part.FAILURES) || topic.needs(Part.LINKED))) {
            withheld.add(new Withheld(
                    "failures", "a source of deployments or incidents has not been read to the end, or not recently"));
        }
        withheld.addAll(unread(scope, topic, window));
        return withheld;
    }

    /** A first read brings the changes of the latest deployments first, so that short windows are shown before long ones. */
    private static List<Withheld> unread(ScopeFigures scope, Topic topic, Window window) {
        var unread = new ArrayList<Withheld>();
        if (topic.needs(Part.CHANGES)
                && scope.delivery().stream()
                        .flatMap(delivery -> delivery.windows().stream())
                        .anyMatch(shown -> shown.window().equals(window) && !shown.settled())) {
            unread.add(new Withheld("changes", "changes of deployments of the window are still to be read"));
        }
        if (topic.needs(Part.FAILURES)
                && scope.failures().stream()
                        .flatMap(failures -> failures.windows().stream())
                        .anyMatch(shown -> shown.window().equals(window) && !shown.settled())) {
            unread.add(new Withheld(
                    "failures", "changes are still to be read that may tell of a failed deployment, or of its end"));
        }
        return unread;
    }

    private int unmapped(Scope scope) {
        return scope instanceof Scope.Organization
                ? figures.unmappedIncidents().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                : 0;
    }
}
