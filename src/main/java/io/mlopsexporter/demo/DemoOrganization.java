package io.mlopsexporter.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final Map<Long, DemoRepository> byId = new HashMap<>();
    private final Map<String, DemoRepository> byName = new HashMap<>();
    private final List<DemoService> services = new ArrayList<>();
    private final List<DemoModel> models = new ArrayList<>();
    private final List<DemoIssue> questions;
    private Instant next;

    DemoOrganization(Instant start, long seed) {
        this(start, seed, Blueprint.all(), ModelPlan.all());
    }

    /**
     * One of other applications and models.
     *
     * @param applications one of them, at least, of the team {@code platform}
     * @param plans of teams that own one of the applications
     */
    DemoOrganization(Instant start, long seed, List<Blueprint> applications, List<ModelPlan> plans) {
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
        this.dice = new Dice(seed, LOGIN);
        this.staff = new Staff(applications);
        for (Blueprint blueprint : applications) {
            Dice own = new Dice(seed, blueprint.name());
            DemoRepository repository = repository(blueprint.name(), false, false, own);
            DemoService service = service(blueprint.name(), blueprint.team());
            stories.add(new Story(blueprint, repository, service, staff.membersOf(blueprint.team()), ledger, own));
        }
        noise(seed);
        stories.forEach(story ->
                history(story, new Dice(seed, "days of " + story.blueprint().name())));
        train(seed);
        models(plans, seed);
        questions = questions(seed);
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

    Optional<DemoRepository> repository(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @param name with its owner, in any case */
    Optional<DemoRepository> repository(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    List<DemoService> services() {
        return Collections.unmodifiableList(services);
    }

    List<DemoModel> models() {
        return Collections.unmodifiableList(models);
    }

    List<DemoIncident> incidents() {
        return ledger.incidents();
    }

    List<DemoIssue> questions() {
        return questions;
    }

    List<DemoTeam> teams() {
        return staff.teams();
    }

    /** Of the platform's users, if there is a platform that they can ask. */
    private List<DemoIssue> questions(long seed) {
        Optional<DemoService> asked = services.stream()
                .filter(one -> one.name().equals(Questions.REPOSITORY))
                .findFirst();
        return repository(LOGIN + "/" + Questions.REPOSITORY)
                .flatMap(
                        repository -> asked.map(service -> List.copyOf(Questions.of(repository, service, start, seed))))
                .orElse(List.of());
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
        Trouble vision = new Trouble(services.get(14 % services.size()), ledger, own);
        Instant acknowledged = start.minus(Duration.ofHours(40));
        vision.ofItself(
                "camera feed of one site missing",
                start.minus(Duration.ofHours(41)),
                Optional.of(acknowledged),
                Optional.empty());
        Trouble search = new Trouble(services.get(9 % services.size()), ledger, own);
        search.ofItself("index older than 6 h", start.minus(Duration.ofHours(3)), Optional.empty(), Optional.empty());
        Trouble features = new Trouble(services.get(17 % services.size()), ledger, own);
        features.ofItself(
                "replication 10 min behind", start.minus(Duration.ofHours(2)), Optional.empty(), Optional.empty());
    }

    private void train(long seed) {
        Pipelines pipelines = new Pipelines(ledger, start);
        Dice own = new Dice(seed, Pipelines.NEWCOMERS_REPOSITORY);
        DemoRepository newcomers = repository(Pipelines.NEWCOMERS_REPOSITORY, false, false, own);
        new Development(newcomers, Habits.WEEKLY, staff.membersOf(Pipelines.NEWCOMER), own)
                .land(start.minus(Duration.ofDays(80)), start.minus(Duration.ofDays(3)), Pace.HISTORY);
        for (Pipelines.Use use : Pipelines.Use.all()) {
            repositories.stream()
                    .filter(repository -> repository.name().equals(use.repository()))
                    .forEach(repository -> pipelines.run(
                            use, repository, staff.membersOf(use.team()), new Dice(seed, "runs of " + use.team())));
        }
    }

    private void models(List<ModelPlan> plans, long seed) {
        Training training = new Training(start, staff, ledger, seed);
        for (ModelPlan plan : plans) {
            Optional<DemoRepository> repository = plan.repository()
                    .flatMap(name -> repositories.stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst());
            DemoService service = plan.way() == ModelPlan.Way.NONE
                    ? new DemoService("", plan.name(), plan.owners())
                    : service(plan.name(), plan.owners());
            models.add(training.write(plan, models.size() + 1, repository, service));
        }
    }

    private DemoRepository repository(String name, boolean archived, boolean fork, Dice own) {
        long id = 700_000_000L + 1_013L * (repositories.size() + 1);
        Instant createdAt = start.minus(HISTORY).minus(Duration.ofDays(own.between(80, 400)));
        DemoRepository repository = new DemoRepository(id, name, archived, fork, createdAt);
        repositories.add(repository);
        byId.put(id, repository);
        byName.put(repository.fullName().toLowerCase(Locale.ROOT), repository);
        return repository;
    }

    private DemoService service(String name, String team) {
        DemoService service = new DemoService("PDEMO%02d".formatted(services.size() + 1), name, team);
        services.add(service);
        return service;
    }
}
