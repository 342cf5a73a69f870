package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An API that is asked for closed UTC days, each of which is kept: what it tells of them is forgotten over there sooner than our windows
 * end. A poll asks for the latest day, and for those that are not known yet.
 */
public final class DailySource implements Source {
    /** A day of which nothing is told yet may come later, or not at all. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private static final String BEGINS = "begins";

    private final String name;
    private final HttpApi api;
    private final DailyCosts costs;
    private final Duration delay;
    private final Duration lookBack;
    private final Duration history;
    private final Tally skipped = new Tally();
    private final Map<LocalDate, Instant> asked = new HashMap<>();
    private final Map<LocalDate, String> unusable = new HashMap<>();

    /**
     * @param delay how long after its end a day is closed
     * @param lookBack how far back there is something to be asked for
     * @param history how long days are kept
     */
    private DailySource(
            String name, HttpApi api, DailyCosts costs, Duration delay, Duration lookBack, Duration history) {
        this.name = name;
        this.api = api;
        this.costs = costs;
        this.delay = delay;
        this.lookBack = lookBack;
        this.history = history;
    }

    public static DailySource openCost(OpenCostSettings settings, HttpApi api) {
        return new DailySource(
                settings.source(),
                api,
                new OpenCost(settings, api),
                OpenCostSettings.DELAY,
                settings.lookBack(),
                settings.history());
    }

    public static DailySource gitHub(GitHubUsageSettings settings, HttpApi api) {
        return new DailySource(
                settings.source(),
                api,
                new GitHubUsage(settings, api),
                settings.settle(),
                settings.history(),
                settings.history());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            Instant now = api.now();
            LocalDate latest = day(now.minus(delay)).minusDays(1);
            LocalDate earliest = day(now.minus(lookBack)).plusDays(1);
            // what is known stays, also where the API has forgotten it
            Statements.replace(journal, name, costs.meaning(), List.of(), now.minus(history));
            read(journal, latest);
            boolean stillUnusable = false;
            int days = Math.toIntExact(latest.toEpochDay() - earliest.toEpochDay()) + 1;
            for (LocalDate day = latest.minusDays(1); !day.isBefore(begin(journal, earliest)); day = day.minusDays(1)) {
                if (!known(journal, day) && mayAsk(day, now, stillUnusable)) {
                    journal.progress("days of cost", Math.toIntExact(latest.toEpochDay() - day.toEpochDay()), days);
                    stillUnusable |= !read(journal, day);
                }
            }
            forgetDaysBeforeTheFirst(journal);
            List<CostStatement> statements = Statements.of(journal.log(), name);
            if (statements.isEmpty()) {
                return new PollResult.Failed(new SourceError.BadPayload(
                        "nothing is told of any day from " + earliest + " to " + latest + problemsInWords()));
            }
            return new PollResult.Complete(Statements.asOf(statements, Duration.ZERO, now), problems(statements));
        } catch (SourceException e) {
            return new PollResult.Failed(e.error());
        }
    }

    /** What was told wrong may be right by now: one such day is tried at each poll, and once it is usable the others, too. */
    private boolean mayAsk(LocalDate day, Instant now, boolean stillUnusable) {
        Instant last = asked.get(day);
        return last == null
                || (unusable.containsKey(day) && !stillUnusable)
                || !last.plus(ASK_AGAIN).isAfter(now);
    }

    /** @return whether what is told of the day can be used */
    private boolean read(Journal journal, LocalDate day) {
        DailyCosts.Answer answer = costs.of(day);
        asked.put(day, api.now());
        unusable.remove(day);
        if (answer.unusable().isPresent()) {
            skipped.add(answer.unusable().get().reason(), day.toString());
            unusable.put(day, answer.unusable().get().inWords());
            return false;
        }
        if (answer.charges().isEmpty() && !costs.nothingIsZero()) {
            return true;
        }
        CostStatement statement = statement(day, answer);
        if (!statement.equals(journal.log().platformFacts().get(statement.id()))) {
            journal.write(Batch.of(List.of(statement)), Map.of());
        }
        return true;
    }

    /** One charge for each owner, however many items it is made of. */
    private CostStatement statement(LocalDate day, DailyCosts.Answer answer) {
        var byOwner = new TreeMap<String, Charge>();
        answer.charges()
                .forEach(charge -> byOwner.merge(
                        charge.owner(),
                        charge,
                        (one, other) -> new Charge(
                                one.owner(),
                                one.team(),
                                one.currency(),
                                one.from(),
                                one.to(),
                                one.amount().add(other.amount()))));
        return new CostStatement(id(day), "", start(day), start(day.plusDays(1)), List.copyOf(byOwner.values()));
    }

    /** Days without a charge before the first with one, be it one that cannot be added up, are not free of cost: nothing was told of them. */
    private void forgetDaysBeforeTheFirst(Journal journal) {
        List<CostStatement> statements = Statements.of(journal.log(), name);
        Optional<Instant> first = Stream.concat(
                        statements.stream()
                                .filter(statement -> !statement.charges().isEmpty())
                                .map(CostStatement::from),
                        unusable.keySet().stream().map(DailySource::start))
                .min(Comparator.naturalOrder());
        List<Batch.Key> before = new ArrayList<>();
        for (CostStatement statement : statements) {
            if (first.isEmpty() || statement.from().isBefore(first.get())) {
                before.add(new Batch.Key(CostStatement.class, statement.id()));
            }
        }
        if (!before.isEmpty()) {
            journal.write(
                    new Batch(List.of(), before),
                    first.map(begin -> Map.of(begins(), day(begin).toString())).orElse(Map.of()));
        }
    }

    /** Where the first complete read found the first charge. */
    private LocalDate begin(Journal journal, LocalDate earliest) {
        LocalDate begins = journal.cursor(begins())
                .filter(any -> costs.nothingIsZero())
                .map(LocalDate::parse)
                .orElse(earliest);
        return begins.isAfter(earliest) ? begins : earliest;
    }

    private String begins() {
        return BEGINS + " " + costs.meaning();
    }

    private boolean known(Journal journal, LocalDate day) {
        return journal.log().platformFacts().containsKey(id(day));
    }

    /** Days that lack among those that are known. */
    private List<PollResult.Problem> problems(List<CostStatement> statements) {
        Instant first = statements.stream()
                .map(CostStatement::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<PollResult.Problem> problems = new ArrayList<>();
        asked.keySet().stream()
                .sorted()
                .filter(day -> unusable.containsKey(day) || !start(day).isBefore(first))
                .filter(day -> unusable.containsKey(day)
                        || statements.stream()
                                .noneMatch(statement -> statement.from().equals(start(day))))
                .forEach(day -> problems.add(new PollResult.Problem(
                        name, day + ": " + unusable.getOrDefault(day, "nothing is told of this day"))));
        return problems;
    }

    private String problemsInWords() {
        return unusable.values().stream().findFirst().map(why -> ": " + why).orElse("");
    }

    private String id(LocalDate day) {
        return name + "//" + day;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * What a day cost, of the latest closed ones: for people.
     *
     * @throws SourceException if it cannot be asked
     */
    public CostStatement overview() {
        LocalDate latest = day(api.now().minus(delay)).minusDays(1);
        DailyCosts.Answer answer = costs.of(latest);
        if (answer.unusable().isPresent()) {
            throw new SourceException(new SourceError.BadPayload(
                    latest + ": " + answer.unusable().get().inWords()));
        }
        return statement(latest, answer);
    }

    /** How many days could not be used since the start, by reason: {@code no_total_cost}, {@code no_net_amount}. */
    @Override
    public Map<String, Long> skipped() {
        return skipped.counts();
    }
}
