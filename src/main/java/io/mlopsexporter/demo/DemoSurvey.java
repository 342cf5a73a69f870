package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the users of the synthetic organisation's platform answered in a year, as a table of the survey of docs/surveys.md. */
public final class DemoSurvey {
    /** How many people are asked. */
    public static final int INVITED = 60;

    private static final int QUARTERS = 4;
    private static final Duration QUARTER = Duration.ofDays(91);

    private DemoSurvey() {}

    /** A quarter's answers come within ten days; from quarter to quarter people are a little happier. */
    public static String csv(Instant now, long seed) {
        var dice = new Dice(seed, "survey");
        var rows = new StringBuilder("timestamp,satisfaction,recommendation\n");
        for (int quarter = QUARTERS; quarter > 0; quarter--) {
            Instant asked = now.minus(QUARTER.multipliedBy(quarter)).plus(Duration.ofDays(60));
            int answers = dice.between(22, 36);
            for (int answer = 0; answer < answers; answer++) {
                int satisfaction = Math.min(5, dice.between(2, 5) + (dice.chance(0.25 / quarter) ? 1 : 0));
                rows.append(asked.plus(dice.minutes(0, 14_400)).truncatedTo(ChronoUnit.SECONDS))
                        .append(',')
                        .append(satisfaction)
                        .append(',')
                        .append(Math.min(10, 2 * satisfaction + dice.between(-1, 1)))
                        .append('\n');
            }
        }
        return rows.toString();
    }
}
