package io.mlopsexporter.bench;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The events of an organisation's year, made without any API: every application deploys now and then, each time a few squashed pull
 * requests and some commits pushed directly; a tenth of the deployments has an incident, one in 30 is rolled back.
 */
public final class Organization {
    /** Where the year ends. */
    public static final Instant END = Instant.parse("2026-06-30T12:00:00Z");

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int PER_TEAM = 10;

    private final Random random = new Random(1);
    private final int deployments;
    private final int changes;

    /**
     * @param deployments of each application in the year
     * @param changes that it delivers in the year
     */
    public Organization(int deployments, int changes) {
        this.deployments = deployments;
        this.changes = changes;
    }

    /** All events of so many applications. */
    public List<Event> year(int applications) {
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < applications; number++) {
            application(number, events);
        }
        return events;
    }

    /** One more deployment of an application, at an instant, with one change. */
    public List<Event> deployment(int application, Instant at) {
        List<Event> events = new ArrayList<>();
        String repository = repository(application);
        String commit = oid();
        events.add(commit(repository, commit, List.of(), at.minusSeconds(3_600), List.of()));
        events.add(deployment(repository, commit, at));
        return events;
    }

    private void application(int number, List<Event> events) {
        String repository = repository(number);
        String name = "app-%05d".formatted(number);
        events.add(new Application(
                repository,
                name,
                "team-%04d".formatted(number / PER_TEAM),
                Kind.SOFTWARE,
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "made up"));
        events.add(new Repository(
                repository,
                "acme/" + name,
                "main",
                END.minus(YEAR).minus(YEAR),
                "https://github.example/acme/" + name,
                false));
        events.add(new IncidentService("pagerduty/P%05d".formatted(number), name));
        history(number, repository, name, events);
    }

    private void history(int number, String repository, String name, List<Event> events) {
        String root = oid();
        events.add(commit(repository, root, List.of(), END.minus(YEAR), List.of()));
        events.add(new Lineage(repository, Set.of(root), Set.of(), Set.of()));
        events.add(deployment(repository, root, END.minus(YEAR).plusSeconds(3_600 + random.nextInt(80_000))));
        String head = root;
        String before = root;
        Duration step = YEAR.dividedBy(deployments + 1);
        for (int nth = 1; nth <= deployments; nth++) {
            Instant at = END.minus(YEAR)
                    .plus(step.multipliedBy(nth))
                    .plusSeconds(random.nextInt((int) step.toSeconds() / 2));
            String live = head;
            for (int change = changes * (nth - 1) / deployments; change < changes * nth / deployments; change++) {
                head = change(repository, change + 1, head, at.minusSeconds(600 + random.nextInt(50_000)), events);
            }
            boolean back = nth > 2 && random.nextInt(30) == 0;
            events.add(deployment(repository, back ? before : head, at));
            before = live;
            if (random.nextInt(10) == 0) {
                Instant start = at.plusSeconds(random.nextInt(7_200));
                events.add(new Incident.Resolved(
                        "pagerduty/Q%05d%05d".formatted(number, nth),
                        "P%05d".formatted(number),
                        name,
                        "errors of " + name,
                        start,
                        start.plusSeconds(300 + random.nextInt(9_000)),
                        List.of(),
                        "https://pagerduty.example/incidents/" + nth));
            }
        }
    }

    /** Nine of ten are pull requests. */
    private String change(String repository, int number, String head, Instant merged, List<Event> events) {
        String oid = oid();
        boolean pull = random.nextInt(10) > 0;
        events.add(commit(repository, oid, List.of(head), merged.minusSeconds(60), pull ? List.of(number) : List.of()));
        if (pull) {
            Instant opened = merged.minusSeconds(3_600 + random.nextInt(400_000));
            events.add(new PullRequest(
                    repository,
                    number,
                    "Change " + number + " of what users see",
                    "feature/" + number,
                    List.of(),
                    opened,
                    Optional.empty(),
                    List.of(opened.plusSeconds(random.nextInt(3_600))),
                    merged,
                    oid,
                    List.of(),
                    Optional.of(opened.minusSeconds(random.nextInt(200_000))),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "https://github.example/" + repository + "/pull/" + number));
        }
        return oid;
    }

    private static Commit commit(
            String repository, String oid, List<String> parents, Instant at, List<Integer> pullRequests) {
        return new Commit(repository, oid, parents, at, "What users see", List.of(), pullRequests, Optional.empty());
    }

    private Deployment deployment(String repository, String commit, Instant at) {
        String number = String.valueOf(1_000_000_000L + random.nextInt(1_000_000_000));
        return new Deployment(
                repository + "/" + number,
                number,
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                commit,
                "production",
                "production",
                false,
                "",
                "main",
                at.minusSeconds(120),
                Optional.of(at),
                Optional.empty(),
                Optional.of("https://github.example/deployments/" + number));
    }

    private static String repository(int number) {
        return "github/" + (700_000_000 + number);
    }

    private String oid() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
