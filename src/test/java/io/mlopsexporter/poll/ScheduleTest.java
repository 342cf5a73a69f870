package io.mlopsexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.SourceError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final SourceError OUTAGE = new SourceError.Unavailable("GET / 503");
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void afterSuccess_theNextPollStartsAnIntervalAfterTheLast_atMostATwentiethEarlier() {
        Duration took = Duration.ofSeconds(20);

        assertThat(schedule(0).afterSuccess(took)).isEqualTo(Duration.ofSeconds(280));
        assertThat(schedule(ALMOST_ONE).afterSuccess(took))
                .isBetween(Duration.ofSeconds(265), Duration.ofMillis(265_001));
    }

    @Test
    void afterSuccess_thatTookLongerThanTheInterval_thereIsNoPause() {
        assertThat(schedule(0).afterSuccess(Duration.ofMinutes(7))).isZero();
        assertThat(schedule(0.5).afterSuccess(INTERVAL)).isZero();
    }

    @Test
    void afterFailures_pausesDouble_upToTheInterval() {
        List<Long> pauses = IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 100)
                .mapToObj(failures ->
                        schedule(0).afterFailure(OUTAGE, failures, NOW).toSeconds())
                .toList();

        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void afterFailure_withAShortInterval_thePauseIsTheInterval() {
        Schedule everySecond = new Schedule(Duration.ofSeconds(1), random(0));

        assertThat(everySecond.afterFailure(OUTAGE, 1, NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void rateLimited_waitsUntilJustAfterTheLimitEnds_evenLongerThanTheInterval() {
        SourceError limited = new SourceError.RateLimited("GET / 429", NOW.plusSeconds(900));

        assertThat(schedule(0).afterFailure(limited, 1, NOW)).isEqualTo(Duration.ofSeconds(901));
    }

    @Test
    void rateLimited_untilAnInstantThatHasPassed_backsOffAsUsual() {
        SourceError limited = new SourceError.RateLimited("GET / 429", NOW.minusSeconds(60));

        assertThat(schedule(0).afterFailure(limited, 3, NOW)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void permanentFailure_isTriedAgainToo_forPeopleRepairTokens() {
        SourceError unauthorized = new SourceError.Unauthorized("GET / 401");

        assertThat(schedule(0).afterFailure(unauthorized, 2, NOW)).isEqualTo(Duration.ofSeconds(10));
    }

    private static Schedule schedule(double random) {
        return new Schedule(INTERVAL, random(random));
    }

    /** Always throws the same. */
    private static RandomGenerator random(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("doubles only");
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
