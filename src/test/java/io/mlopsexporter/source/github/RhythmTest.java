package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.github.GitHubSettings.Cadence;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    private static final int GRANTED = 5_000;

    /** One list of 100 repositories with the newest deployments of each is 1 point. */
    private static Rhythm.Load load(int repositories, OptionalLong granted) {
        return new Rhythm.Load(
                repositories, Math.max(1, repositories / 100), Duration.ofMillis(repositories * 10L), 1, granted);
    }

    private static Rhythm rhythm(int repositories, long intervalSeconds) {
        return Rhythm.of(
                load(repositories, OptionalLong.of(GRANTED)),
                new Cadence(Duration.ofSeconds(intervalSeconds), Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({
        // repositories, interval in seconds, points an hour
        "   100, 300,   12",
        " 1_000, 300,  120",
        "10_000, 300, 1200",
        "20_800, 300, 2496",
        "   100,  60,   60",
        " 1_000,  60,  600",
        "   100,   5,  720",
    })
    void whatFitsIntoHalfOfTheBudget_isReadByEveryPoll(String repositories, int interval, double points) {
        int all = Integer.parseInt(repositories.replace("_", ""));

        Rhythm rhythm = rhythm(all, interval);

        assertThat(rhythm.all()).isTrue();
        assertThat(rhythm.affordable()).isTrue();
        assertThat(rhythm.hourly()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        // repositories, interval in seconds, how many of them every poll may read
        "10_000, 60, 3700",
        " 1_000,  5,  200",
        "10_000, 10,  500",
        "40_000, 300, 9800",
    })
    void whatDoesNot_leavesHalfOfTheBudget_byReadingTheQuietOnesLessOften(
            String repositories, int interval, int often) {
        Rhythm rhythm = rhythm(Integer.parseInt(repositories.replace("_", "")), interval);

        assertThat(rhythm.all()).isFalse();
        assertThat(rhythm.often()).isEqualTo(often);
        assertThat(rhythm.affordable()).isTrue();
        assertThat(rhythm.hourly()).isLessThanOrEqualTo(GRANTED / 2.0);
    }

    @Test
    void aServerWithoutLimits_isReadWholeByEveryPoll() {
        Rhythm rhythm = Rhythm.of(
                load(10_000, OptionalLong.empty()), new Cadence(Duration.ofSeconds(5), Duration.ofMinutes(30)));

        assertThat(rhythm.all()).isTrue();
        assertThat(rhythm.affordable()).isTrue();
    }

    @Test
    void aQuietIntervalThatGainsNothing_leavesEveryPollWhole_andSaysThatItIsTooMuch() {
        Rhythm rhythm = Rhythm.of(
                load(10_000, OptionalLong.of(1_000)), new Cadence(Duration.ofMinutes(5), Duration.ofMinutes(10)));

        assertThat(rhythm.all()).isTrue();
        assertThat(rhythm.affordable()).isFalse();
    }

    @Test
    void evenAllWithinTheBoundIsTooMuch_noneIsReadMoreOften_andThatIsSaid() {
        Rhythm rhythm = Rhythm.of(
                load(100_000, OptionalLong.of(2_000)), new Cadence(Duration.ofMinutes(1), Duration.ofMinutes(59)));

        assertThat(rhythm.all()).isFalse();
        assertThat(rhythm.often()).isZero();
        assertThat(rhythm.affordable()).isFalse();
    }
}
