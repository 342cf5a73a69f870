package io.mlopsexporter.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs of the workflow by which teams train on the platform, from when each took it up. */
final class Pipelines {
    static final String WORKFLOW = "train.yml";

    /** Whose repository the reusable workflow is in. */
    static final String PLATFORM = DemoOrganization.LOGIN + "/ml-platform";

    /** A team that trains and has nothing in production yet. */
    static final String NEWCOMER = "growth";

    static final String NEWCOMERS_REPOSITORY = "churn-pipelines";

    /** So long after its start an organisation still has runs to come. */
    private static final int AHEAD = 30;

    private final Ledger ledger;
    private final Instant start;

    Pipelines(Ledger ledger, Instant start) {
        this.ledger = ledger;
        this.start = start;
    }

    /**
     * How a team uses the platform.
     *
     * @param since days ago
     * @param until days ago; negative: goes on
     */
    record Use(String repository, String team, int since, int until, double runsPerDay) {
        static List<Use> all() {
            return List.of(
                    new Use("fraud-scoring", "fraud", 364, -AHEAD, 3),
                    new Use("recommendation-ranker", "recommendations", 364, -AHEAD, 1.5),
                    new Use("demand-forecast", "forecasting", 330, 100, 0.6),
                    new Use("search-indexer", "search", 150, -AHEAD, 0.8),
                    new Use(NEWCOMERS_REPOSITORY, NEWCOMER, 70, -AHEAD, 0.5),
                    new Use("defect-detector", "vision", 20, -AHEAD, 1));
        }
    }

    /** A workflow's file. */
    static String text(String file) {
        return file.equals(WORKFLOW)
                ? "name: Train\non: [workflow_dispatch]\njobs:\n  train:\n    uses: " + PLATFORM
                        + "/.github/workflows/train.yml@v2\n"
                : "name: " + file.replaceFirst("\\.ya?ml$", "") + "\non: [push]\n";
    }

    void run(Use use, DemoRepository repository, List<String> members, Dice dice) {
        int number = 0;
        for (int ago = use.since(); ago > use.until(); ago--) {
            Instant day = start.truncatedTo(ChronoUnit.DAYS).minus(ago, ChronoUnit.DAYS);
            DayOfWeek weekday = day.atZone(ZoneOffset.UTC).getDayOfWeek();
            boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
            for (int hour = 7; hour < 19 && !weekend; hour++) {
                if (dice.chance(use.runsPerDay() / 12)) {
                    Instant at = day.plus(hour, ChronoUnit.HOURS).plus(dice.seconds(0, 3599));
                    repository.add(run(repository, ++number, dice.one(members), at, dice));
                }
            }
        }
    }

    private DemoRun run(DemoRepository repository, int number, String actor, Instant at, Dice dice) {
        Instant end = at.plus(dice.minutes(8, 240));
        return new DemoRun(
                repository,
                ledger.nextId(),
                number,
                actor,
                WORKFLOW,
                dice.chance(0.3) ? "push" : "workflow_dispatch",
                DemoPullRequest.BASE,
                commit(repository, at),
                at,
                List.of(new DemoRun.Attempt(at, end, dice.chance(0.85) ? "success" : "failure")));
    }

    /** One that was there, as far as there was any. */
    private static String commit(DemoRepository repository, Instant at) {
        String found = "";
        for (DemoCommit commit : repository.commits().values()) {
            if (found.isEmpty() || !commit.at().isAfter(at)) {
                found = commit.oid();
            }
        }
        return found;
    }
}
