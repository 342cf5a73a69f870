package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.dora.QuickCheck.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DORA's Quick Check (design 3.7; 3.9, 16). */
class QuickCheckTest {
    private static final double DAY = 86_400;

    @ParameterizedTest
    @CsvSource({
        "0, 10",
        "3600, 10",
        "3601, 8",
        "86400, 8",
        "86401, 6",
        "604800, 6",
        "604801, 4",
        "2592000, 4",
        "2592001, 2",
        "15552000, 2",
        "15552001, 0"
    })
    void timesBelongToTheBetterCategoryAtALimit(double seconds, double score) {
        assertThat(QuickCheck.time(seconds)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "25, 1, 10",
        "24, 1, 8",
        "1, 1, 8",
        "30, 30, 8",
        "29, 30, 6",
        "1, 7, 6",
        "4, 30, 4",
        "1, 30, 4",
        "1, 31, 2",
        "1, 180, 2",
        "1, 181, 0"
    })
    void frequencyBelongsToTheBetterCategoryAtALimit_butExactly24ADay(int deployments, double days, double score) {
        assertThat(QuickCheck.frequency(deployments, days * DAY)).isEqualTo(score);
    }

    @Test
    void unknownMetricsAreLeftOutOfTheMean() {
        var world = new World();
        world.repository("x").commit("a", 100).deploy("a", 90);
        var scores = world.application("x").quickCheck().get(0).scores();
        assertThat(scores)
                .containsOnlyKeys(Metric.DEPLOYMENT_FREQUENCY, Metric.CHANGE_FAILURE, Metric.REWORK, Metric.OVERALL)
                .containsEntry(Metric.CHANGE_FAILURE, 10.0)
                .containsEntry(Metric.DEPLOYMENT_FREQUENCY, 6.0);
        assertThat(scores.get(Metric.OVERALL)).isCloseTo(26.0 / 3, within(1e-12));
    }

    @Test
    void withNoneInTheWindow_frequencyIsByTheTimeSinceTheLastOne() {
        var world = new World();
        world.repository("x").commit("a", 3000).deploy("a", 40 * 24);
        assertThat(world.application("x").quickCheck().get(0).scores())
                .containsExactly(
                        java.util.Map.entry(Metric.DEPLOYMENT_FREQUENCY, 2.0),
                        java.util.Map.entry(Metric.OVERALL, 2.0));
    }

    @Test
    void nothingKnown_noScore() {
        var world = new World();
        world.repository("x");
        assertThat(world.application("x").quickCheck())
                .allMatch(check -> check.scores().isEmpty());
    }
}
