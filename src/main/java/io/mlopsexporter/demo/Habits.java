package io.mlopsexporter.demo;

import java.time.Duration;

/**
 * How a team works, so that its figures differ from the others' for a reason.
 *
 * @param deploymentsPerWeek of each of its applications
 * @param coding median from a change's first commit to its pull request
 * @param pickup median from ready for review to the first review
 * @param review median from the first review to the merge
 * @param changes most changes that a deployment delivers
 * @param failure share of deployments that need intervention
 * @param failedRollOut share of roll-outs that do not finish
 * @param restoration median of incidents
 */
record Habits(
        double deploymentsPerWeek,
        Duration coding,
        Duration pickup,
        Duration review,
        int changes,
        double failure,
        double failedRollOut,
        Duration restoration) {

    /** Several deployments a day, small changes, quick repair. */
    static final Habits FAST = new Habits(
            5.5, Duration.ofHours(5), Duration.ofMinutes(35), Duration.ofMinutes(50), 2, 0.05, 0.02, minutes(25));

    static final Habits STEADY =
            new Habits(2.5, Duration.ofHours(26), Duration.ofHours(3), Duration.ofHours(5), 3, 0.10, 0.04, minutes(55));

    static final Habits WEEKLY =
            new Habits(1, Duration.ofDays(3), Duration.ofHours(9), Duration.ofHours(20), 6, 0.12, 0.05, minutes(120));

    static final Habits MONTHLY =
            new Habits(0.25, Duration.ofDays(9), Duration.ofDays(2), Duration.ofDays(3), 12, 0.2, 0.08, minutes(420));

    /** Deploys often enough, but a third of it breaks something. */
    static final Habits POOR =
            new Habits(1.6, Duration.ofDays(4), Duration.ofHours(2), Duration.ofHours(3), 5, 0.34, 0.14, minutes(310));

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
