package io.mlopsexporter.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SupportIssues.Issue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How soon users' questions are answered (design 3.8). */
final class SupportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void anAnswerCountsWhenItIsGiven() {
        SupportFigures figures = figures(
                new Issue(1, hoursAgo(24 * 20), Optional.of(hoursAgo(24 * 7)), Optional.of(hoursAgo(1))),
                new Issue(2, hoursAgo(24 * 20), Optional.of(hoursAgo(24 * 7 - 1)), Optional.of(hoursAgo(2))),
                new Issue(3, hoursAgo(5), Optional.of(hoursAgo(4)), Optional.empty()),
                new Issue(4, hoursAgo(24 * 300), Optional.empty(), Optional.of(hoursAgo(3))));
        Distribution week = figures.windows().get(0).firstResponse().orElseThrow();
        assertThat(week.size()).isEqualTo(2);
        assertThat(week.p50()).isEqualTo((3600 * (24 * 13 + 1) + 3600) / 2.0);
        assertThat(figures.windows().get(1).firstResponse().orElseThrow().size())
                .isEqualTo(3);
    }

    @Test
    void openAndUnansweredOnesAreShown_soThatSilenceDoesNotLookFast() {
        SupportFigures figures = figures(
                new Issue(1, hoursAgo(50), Optional.empty(), Optional.empty()),
                new Issue(2, hoursAgo(60), Optional.of(hoursAgo(59)), Optional.empty()),
                new Issue(3, hoursAgo(70), Optional.empty(), Optional.of(NOW)),
                new Issue(4, hoursAgo(80), Optional.of(hoursAgo(-1)), Optional.empty()));
        assertThat(figures.open()).isEqualTo(3);
        assertThat(figures.unanswered()).isEqualTo(2);
        assertThat(figures.oldestUnanswered())
                .as("answered only after the as-of")
                .contains(hoursAgo(80));
    }

    @Test
    void pastInstants_seeWhatHadHappenedByThen() {
        SupportIssues issues = new SupportIssues(
                "github/support",
                "acme/help#support",
                List.of(new Issue(1, hoursAgo(100), Optional.of(hoursAgo(50)), Optional.of(hoursAgo(10)))));

        assertThat(at(issues, 101).open()).isZero();
        assertThat(at(issues, 60).unanswered()).isEqualTo(1);
        assertThat(at(issues, 60).windows().get(0).firstResponse()).isEmpty();
        assertThat(at(issues, 40).open()).isEqualTo(1);
        assertThat(at(issues, 40).unanswered()).isZero();
        assertThat(at(issues, 40).windows().get(0).firstResponse().orElseThrow().p50())
                .isEqualTo(50.0 * 3600);
        assertThat(at(issues, 9).open()).isZero();
    }

    private static SupportFigures at(SupportIssues issues, int hoursAgo) {
        return Support.figures(issues, Policy.DEFAULT.windows(), hoursAgo(hoursAgo));
    }

    @Test
    void withoutIssues_thereAreNoneOpen_andNoTime() {
        SupportFigures figures = figures();
        assertThat(figures.open()).isZero();
        assertThat(figures.oldestUnanswered()).isEmpty();
        assertThat(figures.windows())
                .allSatisfy(shown -> assertThat(shown.firstResponse()).isEmpty());
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static SupportFigures figures(Issue... issues) {
        return Support.figures(
                new SupportIssues("github/support", "acme/help#support", List.of(issues)),
                Policy.DEFAULT.windows(),
                NOW);
    }
}
