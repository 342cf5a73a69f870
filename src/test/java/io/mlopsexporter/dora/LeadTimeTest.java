package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.event.Commit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lead time and its stages (design 3.2; 3.9, 8). */
class LeadTimeTest {
    /** Opened 10 hours, merged 4 hours before it went live. */
    private static Change change(LeadTimeStart start, UnaryOperator<PullWorld> pull) {
        var commit =
                new Commit("github/x", "c", List.of("p"), ago(4), "merged", List.of(), List.of(1), Optional.empty());
        return Change.of(pull.apply(new PullWorld("github/x", 1, 10, 4, "c")).event(), List.of(commit), start);
    }

    private static List<Double> hours(Change change) {
        return Stream.of(Stage.values())
                .filter(stage -> !stage.isOfModels())
                .map(stage -> change.stage(stage, NOW).orElse(Double.NaN) / 3600)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_COMMIT, 30, 30",
        "FIRST_COMMIT, 9, 10", // amended commits bear later dates: then the opening holds
        "PULL_REQUEST_OPENED, 30, 10",
        "MERGED, 30, 4"
    })
    void startsAsThePolicySays(LeadTimeStart start, double firstCommit, double expected) {
        Change change = change(start, pull -> pull.firstCommit(firstCommit));
        assertThat(change.leadTime(NOW).orElseThrow() / 3600).isEqualTo(expected);
        assertThat(hours(change).stream()
                        .filter(hours -> !hours.isNaN())
                        .mapToDouble(hours -> hours)
                        .sum())
                .as("the stages add up to it")
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void stages_openedReviewedMergedLive() {
        assertThat(hours(change(
                        LeadTimeStart.FIRST_COMMIT, pull -> pull.firstCommit(30).reviewed(7, 5))))
                .containsExactly(20.0, 3.0, 3.0, 4.0);
    }

    @Test
    void withoutAReview_thereIsNoPickup() {
        assertThat(hours(change(LeadTimeStart.FIRST_COMMIT, pull -> pull.firstCommit(30))))
                .containsExactly(20.0, Double.NaN, 6.0, 4.0);
    }

    @Test
    void codingEndsWhenADraftIsReady_reviewsBeforeThatOrAfterTheMergeDoNotCount() {
        assertThat(hours(change(
                        LeadTimeStart.FIRST_COMMIT,
                        pull -> pull.firstCommit(30).ready(8).reviewed(9, 3))))
                .containsExactly(22.0, Double.NaN, 4.0, 4.0);
    }

    @Test
    void measuredFromTheMerge_thereIsOnlyDeploy() {
        assertThat(hours(change(LeadTimeStart.MERGED, pull -> pull.reviewed(7))))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 4.0);
    }

    @Test
    void aCommitOfItsOwnHasOnlyDeploy_fromItsAuthorDate() {
        var world = new World();
        world.repository("x")
                .commit("a", 100)
                .deploy("a", 90)
                .commit("b", 50, "a")
                .deploy("b", 40);
        var shown = world.delivery("x");
        assertThat(shown.leadTime().orElseThrow().p50()).isEqualTo(10 * 3600);
        assertThat(shown.stages()).containsOnlyKeys(Stage.DEPLOY);
    }

    @Test
    void aChangeThatStartsAfterItWentLive_isLeftOutAndCounted() {
        var world = new World();
        world.repository("x")
                .commit("a", 100)
                .deploy("a", 90)
                .commit("b", 30, "a")
                .commit("c", 40, "b")
                .deploy("c", 40);
        var shown = world.delivery("x");
        assertThat(shown.changes()).as("one that starts as it goes live counts").isEqualTo(1);
        assertThat(shown.excluded(Exclusion.NEGATIVE_LEAD_TIME)).isEqualTo(1);
        assertThat(shown.leadTime().orElseThrow().mean()).isZero();
    }

    @Test
    void teamFiguresAreComputedFromEvents_notFromAverages() {
        var world = new World();
        world.repository("x")
                .commit("a", 100)
                .deploy("a", 90)
                .commit("b", 50, "a")
                .deploy("b", 40);
        var other = world.repository("y").commit("o", 100).deploy("o", 90);
        other.commit("p", 50, "o").commit("q", 50, "p").deploy("q", 30);
        var team = world.figures().scopes().get(1);
        assertThat(team.scope()).isEqualTo(new Scope.Team("ml"));
        var leadTime = team.delivery().orElseThrow().windows().get(0).leadTime().orElseThrow();
        assertThat(leadTime.size()).isEqualTo(3);
        assertThat(leadTime.mean()).isCloseTo(50.0 / 3 * 3600, within(1e-6));
        assertThat(leadTime.p50()).isEqualTo(20 * 3600);
    }
}
