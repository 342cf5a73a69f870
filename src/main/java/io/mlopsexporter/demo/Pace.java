package io.mlopsexporter.demo;

import java.time.Duration;

/**
 * How fast things follow each other: in the year of history as in life, afterwards so that they can be watched.
 *
 * @param reach how long before a deployment the earliest of its pull requests may have been opened
 * @param rollOut longest time from request to success
 * @param delay longest time from going live to the trouble that it causes
 * @param retry longest time until a failed roll-out is tried again
 * @param rest time before the next deployment of the same application
 */
record Pace(Duration reach, Duration rollOut, Duration delay, Duration retry, Duration rest) {
    static final Pace HISTORY = new Pace(
            Duration.ofDays(60),
            Duration.ofMinutes(6),
            Duration.ofHours(3),
            Duration.ofMinutes(50),
            Duration.ofMinutes(40));

    static final Pace LIVE = new Pace(
            Duration.ofMinutes(110),
            Duration.ofSeconds(45),
            Duration.ofSeconds(90),
            Duration.ofSeconds(80),
            Duration.ofSeconds(150));

    /** How long before a deployment its changes land on the main branch. */
    Duration landing() {
        return reach.dividedBy(4);
    }

    /** How long a pull request may be open at most: what is left of the reach. */
    Duration open() {
        return reach.minus(landing());
    }

    /** Median time that an incident lasts. */
    Duration restoration(Habits habits) {
        return equals(LIVE) ? Duration.ofMinutes(4) : habits.restoration();
    }
}
