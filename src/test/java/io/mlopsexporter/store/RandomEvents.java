package io.mlopsexporter.store;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.ReadSince;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.event.TeamMembers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events of every type with values at the edges, from a seed: {@code -Dproperty.seed=N} replays a failure. */
final class RandomEvents {
    /** What breaks careless code: quotes, control characters, characters beyond 16 bits, what looks like SQL or JSON. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "Fix the \"quotes\" and \\ the 'others'",
            "tab\tnewline\nnull\u0000end",
            "größer, 模型 und \uD83D\uDE80",
            "'); DROP TABLE event; --",
            "{\"a\": null}",
            "null",
            "x".repeat(3000));

    final long seed;
    private final Random random;

    RandomEvents() {
        this(Long.getLong("property.seed", new Random().nextLong()));
    }

    RandomEvents(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    List<Event> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event()).toList();
    }

    Event event() {
        return switch (random.nextInt(21)) {
            case 0 -> application();
            case 1 -> commit();
            case 2 -> deployment();
            case 3 -> open();
            case 4 -> random.nextBoolean() ? resolved() : merged();
            case 5 -> lineage();
            case 6 -> pullRequest();
            case 7 -> activity();
            case 8 -> experiment();
            case 9 -> incidentService();
            case 10 -> surveyAnswers();
            case 11 -> costStatement();
            case 12 -> modelVersion();
            case 13 -> namedCommit();
            case 14 -> registeredModel();
            case 15 -> repositoryFiles();
            case 16 -> maturityAnswers();
            case 17 -> new TeamMembers("github/members/" + random.nextInt(5), text(), new HashSet<>(list(this::text)));
            case 18 -> supportIssues();
            case 19 -> readSince();
            default -> repository();
        };
    }

    /** Small, so that ids collide and later copies overwrite earlier ones. */
    String repositoryId() {
        return "github/" + random.nextInt(5);
    }

    Activity activity() {
        Activity.Type[] types = Activity.Type.values();
        return new Activity(
                "mlflow/run/" + random.nextInt(50),
                types[random.nextInt(types.length)],
                instant(),
                repositoryId(),
                maybe(this::text));
    }

    Experiment experiment() {
        return new Experiment("mlflow/experiment/" + random.nextInt(5), maybe(this::text), maybe(this::repositoryId));
    }

    SurveyAnswers surveyAnswers() {
        return new SurveyAnswers(
                "survey/answers" + random.nextInt(3),
                text(),
                list(() -> new SurveyAnswers.Response(
                        instant(), maybe(() -> (double) random.nextInt(6)), maybe(() -> random.nextInt(100) / 10.0))));
    }

    CostStatement costStatement() {
        Instant from = Instant.EPOCH.plusSeconds(random.nextInt());
        return new CostStatement(
                "cost/" + random.nextInt(3) + "/2026-10-01",
                text(),
                from,
                from.plusSeconds(random.nextInt(9)),
                list(() -> {
                    Instant begin = from.plusNanos(random.nextInt());
                    return new CostStatement.Charge(
                            text(),
                            text(),
                            "USD",
                            begin,
                            begin.plusSeconds(1 + random.nextInt(99)),
                            new BigDecimal(new BigInteger(90, random), random.nextInt(60) - 20));
                }));
    }

    private RegisteredModel registeredModel() {
        return new RegisteredModel(
                "mlflow/" + random.nextInt(5), text(), instant(), maybe(this::text), maybe(this::text));
    }

    private ModelVersion modelVersion() {
        return new ModelVersion(
                "mlflow/" + random.nextInt(5),
                text(),
                1 + random.nextInt(9),
                instant(),
                maybe(() -> new ModelVersion.TrainingRun(
                        text(), maybe(this::instant), maybe(this::instant), maybe(this::sha), maybe(this::text))),
                maybe(this::text));
    }

    private NamedCommit namedCommit() {
        return new NamedCommit(repositoryId(), sha(), maybe(this::instant));
    }

    IncidentService incidentService() {
        return new IncidentService("pagerduty/P" + random.nextInt(5), text(), maybe(random::nextBoolean));
    }

    Commit commit() {
        return new Commit(
                repositoryId(),
                sha(),
                list(this::sha),
                instant(),
                text(),
                list(this::sha),
                list(random::nextInt),
                maybe(() -> list(this::text)));
    }

    private Application application() {
        return new Application(
                "github/" + random.nextInt(20),
                text(),
                text(),
                pick(List.of(Kind.values())),
                repositoryId(),
                pick(List.of(Signal.values())),
                pick(List.of("^prod", "", "(?i)live|prod")),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> "^v"),
                list(this::text),
                list(this::text),
                text());
    }

    private Deployment deployment() {
        String repository = repositoryId();
        return new Deployment(
                repository + "/github_deployments/" + random.nextInt(50),
                text(),
                repository,
                pick(List.of(Signal.values())),
                sha(),
                text(),
                text(),
                random.nextBoolean(),
                text(),
                text(),
                instant(),
                maybe(this::instant),
                maybe(this::text),
                maybe(this::text));
    }

    private Incident open() {
        return new Incident.Open(incidentId(), text(), text(), text(), instant(), list(this::text), text())
                .after(random.nextBoolean() ? Optional.empty() : Optional.of(new Incident.Pause(instant(), instant())));
    }

    private Incident merged() {
        return new Incident.Merged(
                incidentId(), text(), text(), text(), instant(), instant(), list(this::text), text());
    }

    private Incident resolved() {
        return new Incident.Resolved(
                incidentId(), text(), text(), text(), instant(), instant(), list(this::text), text());
    }

    private String incidentId() {
        return "pagerduty/" + random.nextInt(50);
    }

    private Lineage lineage() {
        return new Lineage(
                repositoryId(),
                new HashSet<>(list(this::sha)),
                new HashSet<>(list(this::sha)),
                new HashSet<>(list(this::sha)));
    }

    private PullRequest pullRequest() {
        return new PullRequest(
                repositoryId(),
                random.nextInt(50),
                text(),
                text(),
                list(this::text),
                instant(),
                maybe(this::instant),
                list(this::instant),
                instant(),
                sha(),
                list(this::sha),
                maybe(this::instant),
                list(this::sha),
                list(random::nextInt),
                maybe(() -> list(this::text)),
                text());
    }

    private SupportIssues supportIssues() {
        return new SupportIssues(
                "github/support",
                text(),
                list(() -> new SupportIssues.Issue(
                        random.nextInt(50), instant(), maybe(this::instant), maybe(this::instant))));
    }

    private MaturityAnswers maturityAnswers() {
        return new MaturityAnswers(
                "maturity-assessment/answers",
                list(() -> new MaturityAnswers.Answer(
                        maybe(this::text), text(), random.nextInt(5) / 4.0, instant(), text())));
    }

    private ReadSince readSince() {
        return new ReadSince(ReadSince.id("github"), instant(), new HashSet<>(list(this::repositoryId)));
    }

    private RepositoryFiles repositoryFiles() {
        return new RepositoryFiles(
                "github/files/" + random.nextInt(5),
                repositoryId(),
                instant(),
                maybe(this::instant),
                maybe(random::nextBoolean),
                new HashSet<>(list(this::text)),
                new HashSet<>(list(this::text)));
    }

    private Repository repository() {
        return new Repository(repositoryId(), text(), text(), instant(), text(), random.nextBoolean());
    }

    private String sha() {
        return Stream.generate(() -> Character.toString(Character.forDigit(random.nextInt(16), 16)))
                .limit(40)
                .reduce("", String::concat);
    }

    private String text() {
        return random.nextInt(3) == 0 ? pick(TEXTS) : "text " + random.nextInt(1000);
    }

    private Instant instant() {
        return switch (random.nextInt(6)) {
            case 0 -> Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1_000_000), random.nextInt(1_000_000_000));
            case 1 -> Instant.EPOCH;
            case 2 ->
                pick(List.of(
                        Instant.parse("1969-12-31T23:59:59.5Z"),
                        Instant.parse("2106-02-07T06:28:16Z"),
                        Instant.parse("-1000-01-01T00:00:00Z"),
                        Instant.MAX));
            default -> Instant.ofEpochSecond(1_700_000_000L + random.nextInt(50_000_000));
        };
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(4)).toList();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
