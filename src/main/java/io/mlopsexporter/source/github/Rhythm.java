package io.mlopsexporter.source.github;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How many repositories every poll reads, so that looking for news takes no more than half of the points that GitHub grants in an
 * hour. Where all of them fit, all are read.
 *
 * @param all whether every poll reads all repositories
 * @param often how many of them every poll may read, where it is not all
 * @param hourly points that looking takes in an hour
 * @param affordable whether that is at most half of what is granted
 */
record Rhythm(boolean all, int often, double hourly, boolean affordable) {
    /** What is looked at by id costs 1 point for so many. */
    private static final int AT_ONCE = 100;

    /** The other half is for what is read in detail, and for the people and programs that share the credential. */
    private static final int SHARE = 2;

    /**
     * What there is to read.
     *
     * @param points that reading all of it took
     * @param took how long that was
     * @param lists how many lists of lately pushed repositories there are, of 1 point each
     * @param granted points an hour; empty: without limit
     */
    record Load(int repositories, long points, Duration took, int lists, OptionalLong granted) {}

    static Rhythm of(Load load, GitHubSettings.Cadence cadence) {
        double polls = perHour(cadence.interval());
        double all = load.points() * polls;
        Duration between = cadence.quietInterval().minus(cadence.interval()).minus(load.took());
        boolean fits = load.granted().isEmpty() || all <= half(load);
        if (fits || between.compareTo(cadence.interval()) <= 0) {
            return new Rhythm(true, load.repositories(), all, fits);
        }
        double fixed = load.points() * perHour(between) + load.lists() * polls;
        int pointsEach = (int) Math.floor(Math.max(0, half(load) - fixed) / polls);
        int often = Math.min(load.repositories(), pointsEach * AT_ONCE);
        double hourly = fixed + Math.ceil(often / (double) AT_ONCE) * polls;
        return new Rhythm(false, often, hourly, hourly <= half(load));
    }

    private static double half(Load load) {
        return load.granted().orElse(Long.MAX_VALUE) / (double) SHARE;
    }

    private static double perHour(Duration every) {
        return Duration.ofHours(1).toMillis() / (double) every.toMillis();
    }
}
