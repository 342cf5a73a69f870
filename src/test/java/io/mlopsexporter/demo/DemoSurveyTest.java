package io.mlopsexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The survey of the synthetic organisation. */
class DemoSurveyTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void answers_areOfThePastYear_inTheirScales_andNoMoreThanPeopleInvitedInAQuarter() {
        List<String> rows = DemoSurvey.csv(NOW, 1).lines().toList();

        assertThat(rows.get(0)).isEqualTo("timestamp,satisfaction,recommendation");
        assertThat(rows.size() - 1).isBetween(4 * 22, 4 * 36).isLessThan(4 * DemoSurvey.INVITED);
        assertThat(rows.subList(1, rows.size())).allSatisfy(row -> {
            String[] cells = row.split(",", -1);
            assertThat(Instant.parse(cells[0])).isBetween(NOW.minus(Duration.ofDays(365)), NOW);
            assertThat(Integer.parseInt(cells[1])).isBetween(1, 5);
            assertThat(Integer.parseInt(cells[2])).isBetween(0, 10);
        });
    }

    @Test
    void theSameSeed_isTheSameSurvey() {
        assertThat(DemoSurvey.csv(NOW, 1)).isEqualTo(DemoSurvey.csv(NOW, 1)).isNotEqualTo(DemoSurvey.csv(NOW, 2));
    }
}
