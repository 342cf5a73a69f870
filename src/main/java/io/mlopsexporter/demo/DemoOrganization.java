package io.mlopsexporter.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A made-up organisation with a year of history, which goes on as time does.
 *
 * <p>The same seed and start make the same organisation. It is written further when a later instant is asked for: a
 * deployment is written with all that leads to it and follows from it, {@link #AHEAD} before it happens. As nothing of
 * it lies more than {@link Pace#reach()} before it, an instant that has been asked for never changes any more.
 */
final class DemoOrganization {
    static final String LOGIN = "acme-ai";
    static final Duration HISTORY = Duration.ofDays(365);

    /** Longer than {@link Pace#LIVE} reaches back. */
    static final Duration AHEAD = Duration.ofHours(2);

    /** Afterwards life gets slower, so that a demonstration left alone for days does not fill the memory. */
    private static final Duration LIVELY = Duration.ofHours(3);

    private final Instant start;
    private final Staff staff;
    private final Dice dice;
    private final Ledger ledger = new Ledger();
    private final List<Story> stories = new ArrayList<>();
    private final List<DemoRepository> repositories = new ArrayList<>();
    private final List<DemoService> services = new ArrayList<>();
    private Instant next;

    DemoOrganization(Instant start, long seed) {
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
        this.dice = new Dice(seed, LOGIN);
        this.staff = new Staff();
        for (Blueprint blueprint : Blueprint.all()) {
            Dice own = new Dice(seed, blueprint.name());
            DemoRepository repository = repository(blueprint.name(), false, false, own);
            DemoService service = service(blueprint.name(), blueprint.team());
            stories.add(new Story(blueprint, repository, service, staff.membersOf(blueprint.team()), ledger, own));
        }
        noise(seed);
        stories.forEach(story ->
                history(story, new Dice(seed, "days of " + story.blueprint().name())));
        next = this.start.plusSeconds(5);
    }

    Instant start() {
        return start;
    }

    /** The organisation as it can be seen at an instant. */
    Moment at(Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        while (next.isBefore(second.plus(AHEAD))) {
            goOn();
        }
        return new Moment(this, second);
    }

    List<DemoRepository> repositories() {
        return Collections.unmodifiableList(repositories);
    }

    List<DemoService> services() {
        return Collections.unmodifiableList(services);
    }

    List<DemoIncident> incidents() {
        return ledger.incidents();
    }

    List<DemoTeam> teams() {
        return staff.teams();
    }

    private void goOn() {
        List<Story> free = stories.stream()
                .filter(story -> story.isFree(next, Pace.LIVE))
                .flatMap(story -> Stream.generate(() -> story).limit(weight(story)))
                .toList();
        if (!free.isEmpty()) {
            dice.one(free).tell(next, Pace.LIVE);
        }
        boolean lively = next.isBefore(start.plus(LIVELY));
        next = next.plus(lively ? dice.seconds(20, 60) : dice.minutes(5, 15));
    }

    /** Chances of an application to be the next, by how often it deploys. */
    private static long weight(Story story) {
        return Math.max(1, Math.round(story.blueprint().habits().deploymentsPerWeek() * 2));
    }

    /** A year of working days, with some at the weekend. */
    private void history(Story story, Dice days) {
        double perDay = story.blueprint().habits().deploymentsPerWeek() / 5;
        for (Instant day = start.minus(HISTORY).truncatedTo(ChronoUnit.DAYS);
                day.isBefore(start);
                day = day.plus(1, ChronoUnit.DAYS)) {
            DayOfWeek weekday = day.atZone(ZoneOffset.UTC).getDayOfWeek();
            boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
            double expected = weekend ? perDay / 20 : perDay;
            for (int hour = 8; hour < 18; hour++) {
                Instant at = day.plus(hour, ChronoUnit.HOURS).plus(days.seconds(0, 3599));
                boolean wanted = days.chance(expected / 10);
                if (wanted && at.isBefore(start) && story.isFree(at, Pace.HISTORY)) {
                    story.tell(at, Pace.HISTORY);
                }
            }
        }
    }

    /** What an organisation has besides: what must not be taken for applications, and incidents of nobody's deployment. */
    private void noise(long seed) {
        Dice own = new Dice(seed, "noise");
        for (String name : List.of("legacy-churn-model", "forked-toolkit", "handbook")) {
            DemoRepository repository = repository(name, name.startsWith("legacy"), name.startsWith("forked"), own);
            new Development(repository, Habits.WEEKLY, staff.membersOf("platform"), own)
                    .land(start.minus(HISTORY), start.minus(HISTORY).plus(100, ChronoUnit.DAYS), Pace.HISTORY);
        }
        Trouble billing = new Trouble(service("billing-gateway", "platform"), ledger, own);
        for (int week = 1; week < 50; week += own.between(2, 7)) {
            Instant at = start.minus(Duration.ofDays(7L * week)).plus(own.minutes(0, 5000));
            billing.ofItself("payments delayed", at, Optional.empty(), Optional.of(at.plus(own.minutes(20, 900))));
        }
        Trouble vision = new Trouble(services.get(14), ledger, own);
        Instant acknowledged = start.minus(Duration.ofHours(40));
        vision.ofItself(
                "camera feed of one site missing",
                start.minus(Duration.ofHours(41)),
                Optional.of(acknowledged),
                Optional.empty());
        Trouble search = new Trouble(services.get(9), ledger, own);
        search.ofItself("index older than 6 h", start.minus(Duration.ofHours(3)), Optional.empty(), Optional.empty());
        Trouble features = new Trouble(services.get(17), ledger, own);
        features.ofItself(
                "replication 10 min behind", start.minus(Duration.ofHours(2)), Optional.empty(), Optional.empty());
    }

    private DemoRepository repository(String name, boolean archived, boolean fork, Dice own) {
        long id = 700_000_000L + 1_013L * (repositories.size() + 1);
        Instant createdAt = start.minus(HISTORY).minus(Duration.ofDays(own.between(80, 400)));
        DemoRepository repository = new DemoRepository(id, name, archived, fork, createdAt);
        repositories.add(repository);
        return repository;
    }

    private DemoService service(String name, String team) {
        DemoService service = new DemoService("PDEMO%02d".formatted(services.size() + 1), name, team);
        services.add(service);
        return service;
    }
}
