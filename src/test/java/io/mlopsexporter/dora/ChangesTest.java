package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.RepositoryWorld.oid;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a deployment delivers, and when that is unknown (design 3.2; 3.9, 4, 9). */
class ChangesTest {
    private final World world = new World();
    private final RepositoryWorld feast =
            world.repository("feast").commit("a", 900).deploy("a", 500);

    private List<String> titles(int delivery) {
        return world.deliveries("feast").get(delivery).changes().stream()
                .map(Change::title)
                .sorted()
                .toList();
    }

    private Optional<Unmeasured> reason(int delivery) {
        return world.deliveries("feast").get(delivery).unmeasured();
    }

    @Test
    void theFirstDeploymentHasNoPredecessor() {
        assertThat(reason(0)).contains(Unmeasured.NO_PREDECESSOR);
        assertThat(world.delivery("feast").unmeasured()).containsEntry(Unmeasured.NO_PREDECESSOR, 1);
        assertThat(world.delivery("feast").leadTime()).isEmpty();
    }

    @Test
    void commitsAreDeliveredOnce_theFirstTimeTheyGoLive() {
        feast.commit("b", 400, "a").commit("c", 300, "b").deploy("b", 350).deploy("c", 250);
        assertThat(titles(1)).containsExactly("commit b");
        assertThat(titles(2)).containsExactly("commit c");
    }

    @Test
    void changesOfARollOutThatNeverFinished_areCarriedToTheNext() {
        feast.commit("b", 400, "a")
                .commit("c", 300, "b")
                .attempt("b", 350, "production")
                .deploy("c", 250);
        assertThat(titles(1)).containsExactly("commit b", "commit c");
    }

    @Test
    void twoReleaseLinesAreToldApart() {
        feast.commit("b", 400, "a").deploy("b", 390).commit("fix", 380, "a").deploy("fix", 370);
        feast.commit("c", 360, "b").deploy("c", 350);
        assertThat(titles(2)).containsExactly("commit fix");
        assertThat(titles(3)).containsExactly("commit c");
    }

    @Test
    void mergeCommitsAreNoChanges() {
        feast.commit("b", 400, "a")
                .commit("side", 400, "a")
                .commit("m", 390, "b", "side")
                .deploy("m", 380);
        assertThat(titles(1)).containsExactly("commit b", "commit side");
    }

    @Test
    void commitsAreFoldedIntoTheirPullRequest_withItsMergeCommit() {
        feast.commit("x", 400, "x", List.of(), List.of(7), Optional.empty(), "a")
                .merge("y", 7, 410, 390, "x")
                .deploy("y", 380);
        assertThat(titles(1)).containsExactly("pull request 7");
        assertThat(world.deliveries("feast").get(1).changes().get(0).commits()).hasSize(2);
    }

    @Test
    void commitsOfAPullRequestThatWentLiveBeforeItsMerge_wereChangesOfTheirOwn() {
        feast.commit("x", 400, "x", List.of(), List.of(7), Optional.empty(), "a")
                .deploy("x", 395)
                .merge("y", 7, 410, 390, "x")
                .deploy("y", 380);
        assertThat(titles(1)).containsExactly("x");
        assertThat(titles(2)).containsExactly("pull request 7");
    }

    @Test
    void ofSeveralPullRequestsTheEarliestMergedHolds() {
        feast.merge("x", 7, 410, 395, "a")
                .commit("w", 401, "w", List.of(), List.of(8, 7), Optional.empty(), "x")
                .merge("y", 8, 410, 390, "w")
                .deploy("y", 380);
        assertThat(titles(1)).containsExactly("pull request 7", "pull request 8");
        assertThat(world.deliveries("feast").get(1).changes())
                .filteredOn(change -> change.title().endsWith("7"))
                .singleElement()
                .satisfies(change -> assertThat(change.commits()).hasSize(2));
    }

    @Test
    void inAMonorepoOnlyChangesThatTouchThePathsCount_unknownPathsDo() {
        feast.paths("services/a/**")
                .commit("b", 400, "b", List.of(), List.of(), Optional.of(List.of("services/a/x.py")), "a")
                .commit("c", 400, "c", List.of(), List.of(), Optional.of(List.of("services/b/x.py")), "b")
                .commit("d", 400, "d", List.of(), List.of(), Optional.empty(), "c")
                .merge("e", 1, 400, 390, pull -> pull.touches("README.md"), "d")
                .merge("f", 2, 400, 390, pull -> pull.touches("README.md", "services/a/y"), "e")
                .deploy("f", 380);
        assertThat(titles(1)).containsExactly("b", "d", "pull request 2");
        assertThat(world.deliveries("feast").get(1).elsewhere()).isEqualTo(2);
    }

    @Test
    void theLiveCommitAgainDeliversAndUndoesNothing() {
        feast.deploy("a", 400);
        assertThat(titles(1)).isEmpty();
        assertThat(reason(1)).isEmpty();
        assertThat(world.deliveries("feast").get(1).rollback()).isFalse();
    }

    @Test
    void anAncestorThatWasLiveBefore_isARollbackAndDeliversNothing() {
        feast.commit("b", 490, "a")
                .commit("c", 480, "b")
                .deploy("b", 470)
                .deploy("c", 460)
                .deploy("a", 450);
        feast.deploy("c", 440);
        var deliveries = world.deliveries("feast");
        assertThat(deliveries).extracting(Delivery::rollback).containsExactly(false, false, false, true, false);
        assertThat(titles(3)).isEmpty();
        assertThat(titles(4)).as("rolling forward again").isEmpty();
        assertThat(world.failures("feast"))
                .as("the live one only, though two were skipped")
                .extracting(failure -> failure.delivery().deployment().commit())
                .containsExactly(oid("c"));
    }

    @Test
    void anAncestorThatNeverWasLive_orAnotherLine_isNoRollback() {
        feast.commit("b", 490, "a").commit("c", 480, "b").commit("line", 480, "a");
        feast.deploy("c", 470).deploy("b", 460).deploy("line", 450).deploy("c", 440);
        assertThat(world.deliveries("feast")).noneMatch(Delivery::rollback);
    }

    @Test
    void aLostCommit_leavesItAndTheNextUnmeasured() {
        feast.commit("b", 400, "a").commit("c", 300, "b").lost("gone");
        feast.deploy("gone", 450).deploy("b", 390).deploy("c", 290);
        assertThat(reason(1)).contains(Unmeasured.COMMIT_LOST);
        assertThat(reason(2)).contains(Unmeasured.COMMIT_LOST);
        assertThat(titles(3)).containsExactly("commit c");
    }

    @Test
    void aCommitTooFarAway_isUnmeasured_andTheNextIsMeasuredAgainstIt() {
        feast.tooLong("far")
                .deploy("far", 450)
                .commit("b", 400, "far")
                .deploy("b", 390)
                .deploy("far", 380);
        assertThat(reason(1)).contains(Unmeasured.HISTORY_TOO_LONG);
        assertThat(titles(2)).containsExactly("commit b");
        assertThat(reason(3)).as("back to it: nothing is delivered").isEmpty();
        assertThat(world.deliveries("feast").get(3).rollback()).isTrue();
    }

    @Test
    void moreThan5000Commits_areUnmeasured() {
        String parent = "a";
        for (int number = 0; number <= 5000; number++) {
            feast.commit("n" + number, 450, parent);
            parent = "n" + number;
        }
        feast.deploy("n4999", 440).deploy("n5000", 430);
        assertThat(reason(1)).isEmpty();
        assertThat(titles(2)).containsExactly("commit n5000");
        feast.commit("m0", 400, "a");
        String last = "m0";
        for (int number = 1; number <= 5000; number++) {
            feast.commit("m" + number, 400, last);
            last = "m" + number;
        }
        feast.deploy("m5000", 390);
        assertThat(reason(3)).contains(Unmeasured.HISTORY_TOO_LONG);
    }

    @Test
    void aCommitNotReadYet_isPending_andItsWindowIncomplete() {
        feast.deploy("unread", 60 * 7).commit("b", 400, "a").deploy("b", 390);
        assertThat(reason(1)).contains(Unmeasured.PENDING);
        assertThat(titles(2)).as("against those that are placed").containsExactly("commit b");
        var windows = world.application("feast").delivery().orElseThrow().windows();
        assertThat(windows).extracting(DeliveryFigures.InWindow::complete).containsExactly(true, false, false);
        assertThat(windows.get(1).deployments()).isEqualTo(3);
    }

    @Test
    void whatFollowsFromChanges_isWithheldWhileSomeOfTheWindowAreStillToBeRead() {
        feast.deploy("unread", 24 * 20).commit("b", 24 * 16, "a").deploy("b", 24 * 15);
        feast.commit("c", 100, "b").deploy("c", 90);
        world.resolved("P1", "feast", 60, 50, "outage");
        Map<String, Set<String>> windows = windowsBySuffix(world.application("feast"));
        assertThat(windows.get("deployments")).containsExactly("30d", "7d", "90d");
        assertThat(windows.get("incidents_unlinked")).containsExactly("30d", "7d", "90d");
        assertThat(windows.get("deployments_unmeasured")).containsExactly("30d", "7d", "90d");
        for (String suffix : List.of(
                "lead_time_seconds",
                "lead_time_stage_seconds",
                "changes",
                "changes_excluded",
                "failed_deployments",
                "failed_deployments_by_signal",
                "change_failure_ratio",
                "recoveries",
                "rework_deployments",
                "rework_ratio")) {
            assertThat(windows.get(suffix)).as(suffix).containsExactly("7d");
        }
        assertThat(scores("30d")).containsExactly("deployment_frequency");
        assertThat(scores("7d")).contains("overall", "change_failure", "lead_time");
    }

    private static Map<String, Set<String>> windowsBySuffix(ScopeFigures figures) {
        return Catalog.series(figures).stream()
                .filter(series -> series.labels().containsKey("window"))
                .collect(Collectors.groupingBy(
                        Series::suffix,
                        Collectors.mapping(
                                series -> series.labels().get("window"), Collectors.toCollection(TreeSet::new))));
    }

    private List<String> scores(String window) {
        return Catalog.series(world.application("feast")).stream()
                .filter(series -> series.suffix().equals("quick_check_score"))
                .filter(series -> window.equals(series.labels().get("window")))
                .map(series -> series.labels().get("metric"))
                .toList();
    }

    @Test
    void aFailureBeforeTheWindow_mayBeToldByChangesThatAreStillToBeRead() {
        // within the link window before the week begins
        feast.deploy("unread", 24 * 7 + 10)
                .commit("b", 100, "a")
                .deploy("b", 90)
                .commit("c", 80, "b")
                .deploy("c", 70);
        var figures = world.application("feast");
        assertThat(figures.failures().orElseThrow().windows().get(0).settled()).isFalse();
    }

    @Test
    void newestFirst_afterOlderOnesThatAreNotReadYet_theFirstPlacedOneIsTheGroundOfLaterOnes() {
        var fresh = world.repository("fresh").roots("r").commit("s", 300, "r").commit("t", 200, "s");
        fresh.deploy("unread", 400).deploy("s", 290).deploy("t", 190);
        assertThat(world.deliveries("fresh"))
                .extracting(Delivery::unmeasured)
                .containsExactly(
                        Optional.of(Unmeasured.NO_PREDECESSOR), Optional.of(Unmeasured.PENDING), Optional.empty());
        assertThat(world.deliveries("fresh").get(2).changes())
                .extracting(Change::title)
                .containsExactly("commit t");
        assertThat(world.delivery("fresh").complete()).isFalse();
    }

    @Test
    void aRootNeedsNoCommit() {
        var fresh = world.repository("fresh").roots("r").commit("s", 300, "r");
        fresh.deploy("r", 400).deploy("s", 290);
        assertThat(world.deliveries("fresh").get(1).changes())
                .extracting(Change::title)
                .containsExactly("commit s");
    }
}
