package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.explain.Explainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An application all of whose texts and addresses try to become more than text. */
final class HostileWorld {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final String TEAM = "</option></select><script>alert('team')</script>";
    static final String NAME = "a\"b'c<i>&amp;\u202e?x=1&y=2#z";
    static final String TITLE = "\"><img src=x onerror=alert(1)> 'quoted' \u0007 {links}";

    private static final String REPOSITORY = "github/1";

    private HostileWorld() {}

    static Explainer explainer(String address) {
        EventLog log = EventLog.of(events(address));
        return new Explainer(
                Dora.figures(
                        log,
                        Policy.DEFAULT,
                        new AsOf(Map.of("github", NOW, "pagerduty", NOW), Set.of("github"), Set.of("pagerduty"))),
                log,
                Policy.DEFAULT);
    }

    private static List<Event> events(String address) {
        var events = new ArrayList<Event>();
        events.add(new Repository(REPOSITORY, TITLE, "main", ago(9000), address, false));
        events.add(new Lineage(REPOSITORY, Set.of(oid(0)), Set.of(), Set.of()));
        events.add(new Application(
                "github/" + NAME,
                NAME,
                TEAM,
                Kind.SOFTWARE,
                REPOSITORY,
                Signal.GITHUB_DEPLOYMENTS,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("P1"),
                TITLE));
        for (int number = 1; number <= 3; number++) {
            events.add(new Commit(
                    REPOSITORY,
                    oid(number),
                    List.of(oid(number - 1)),
                    ago(100 - number),
                    TITLE,
                    List.of(),
                    number == 2 ? List.of(2) : List.of(),
                    Optional.empty()));
        }
        events.add(new PullRequest(
                REPOSITORY,
                2,
                TITLE,
                TITLE,
                List.of(TITLE),
                ago(99),
                Optional.empty(),
                List.of(),
                ago(98),
                oid(2),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                address));
        events.add(deployment(1, "production", 90, true, address));
        events.add(deployment(2, "production", 60, true, address));
        events.add(deployment(3, "production<b>", 50, true, address));
        events.add(deployment(1, "production", 40, true, address));
        events.add(deployment(2, "production", 30, false, address));
        events.add(deployment(3, TITLE, 20, true, address));
        events.add(new Incident.Open("pagerduty/" + TITLE, "P1", TITLE, TITLE, ago(55), List.of(), address));
        return events;
    }

    private static Deployment deployment(
            int commit, String environment, double hours, boolean success, String address) {
        String number = "<b>" + hours;
        return new Deployment(
                REPOSITORY + "/github_deployments/" + number,
                number,
                REPOSITORY,
                Signal.GITHUB_DEPLOYMENTS,
                oid(commit),
                environment,
                environment,
                false,
                "",
                "main",
                ago(hours + 1),
                success ? Optional.of(ago(hours)) : Optional.empty(),
                Optional.empty(),
                Optional.of(address));
    }

    private static String oid(int number) {
        return String.valueOf(number).repeat(40);
    }

    private static Instant ago(double hours) {
        return NOW.minus(Duration.ofMinutes(Math.round(hours * 60)));
    }
}
