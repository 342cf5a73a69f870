package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.RepositoryWorld.oid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failed deployments by rollback, revert and hotfix; recovery; rework (design 3.4 to 3.6; 3.9, 5, 6, 10, 11). */
class FailuresTest {
    private final World world = new World();
    private final RepositoryWorld feast = world.repository("feast")
            .commit("a", 900)
            .deploy("a", 500)
            .merge("b", 2, 410, 401, pull -> pull.commits("b1"), "a")
            .deploy("b", 400);

    private List<FailureSignal> signals() {
        return world.failures("feast").stream()
                .flatMap(failure -> failure.signals().stream())
                .toList();
    }

    @Test
    void noFailure_noSignal() {
        feast.commit("c", 395, "b").deploy("c", 390);
        assertThat(signals()).isEmpty();
        assertThat(world.failure("feast").failureRatio()).hasValue(0);
        assertThat(world.failure("feast").reworkRatio()).hasValue(0);
        assertThat(world.failure("feast").recovery()).isEmpty();
    }

    @Test
    void failureRate_noDeployments_isAbsent() {
        world.repository("idle");
        assertThat(world.failure("idle").failureRatio()).isEmpty();
        assertThat(world.failure("idle").reworkRatio()).isEmpty();
        assertThat(world.failure("idle").failed()).isZero();
    }

    @Test
    void aRollbackFailsTheLiveDeployment_andRecoversIt() {
        feast.deploy("a", 397);
        var shown = world.failure("feast");
        assertThat(signals()).containsExactly(FailureSignal.ROLLBACK);
        assertThat(shown.failureRatio()).hasValue(1.0 / 3);
        assertThat(shown.reworkRatio()).hasValue(1.0 / 3);
        assertThat(shown.recovery().orElseThrow().mean()).isEqualTo(3 * 3600);
    }

    @Test
    void aRevertByMessage_blamesTheDeploymentThatDeliveredIt() {
        feast.commit("c", 398, "b").deploy("c", 398);
        feast.commit("r", 395, "Revert b", List.of(oid("b")), List.of(), Optional.empty(), "c")
                .deploy("r", 390);
        assertThat(world.failures("feast"))
                .extracting(failure -> failure.delivery().deployment().commit())
                .containsExactly(oid("b"));
        assertThat(signals()).containsExactly(FailureSignal.REVERT);
        assertThat(world.failure("feast").rework()).isEqualTo(1);
    }

    @Test
    void aRevertMayNameAPartOfTheCommit_orOneOfThePullRequestBeforeSquashing() {
        feast.merge("r", 3, 399, 395, pull -> pull.reverts(oid("b1")), "b").deploy("r", 390);
        assertThat(signals()).containsExactly(FailureSignal.REVERT);
        var other = new World();
        other.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 400)
                .merge("r", 3, 399, 395, pull -> pull.reverts(oid("b").substring(0, 9)), "b")
                .deploy("r", 390);
        assertThat(other.failures("feast")).hasSize(1);
    }

    @Test
    void aRevertByPullRequestNumber() {
        feast.merge("r", 3, 399, 395, pull -> pull.title("Revert \"x (#2)\"").revertsPull(2), "b")
                .deploy("r", 390);
        assertThat(signals()).containsExactly(FailureSignal.REVERT);
    }

    @Test
    void landingAgainIsNoRevert() {
        feast.merge("r", 3, 399, 395, pull -> pull.title("Reapply \"x\"").revertsPull(2), "b")
                .merge(
                        "s",
                        4,
                        399,
                        395,
                        pull -> pull.title("Revert \"Revert \"x\"\"").revertsPull(2),
                        "r")
                .deploy("s", 390);
        assertThat(signals()).isEmpty();
    }

    @Test
    void aRevertAfterTheLinkWindow_orOfUnknownChanges_blamesNobody() {
        feast.commit("r", 395, "Revert", List.of(oid("b")), List.of(), Optional.empty(), "b")
                .deploy("r", 375);
        feast.commit("s", 395, "Revert", List.of(oid("a")), List.of(), Optional.empty(), "r")
                .deploy("s", 374);
        assertThat(signals()).isEmpty();
    }

    @Test
    void aHotfixIsTheNextDeployment_withNothingButHotfixes() {
        feast.merge("h", 3, 399, 398, pull -> pull.label("HotFix"), "b").deploy("h", 376);
        assertThat(signals()).containsExactly(FailureSignal.HOTFIX);
    }

    @Test
    void aHotfixByBranchTitleOrFirstLine() {
        feast.merge("h", 3, 399, 398, pull -> pull.branch("hotfix/3"), "b")
                .merge("i", 4, 399, 398, pull -> pull.title("Hot-fix the cache"), "h")
                .commit("j", 398, "hotfix: typo", List.of(), List.of(), Optional.empty(), "i")
                .deploy("j", 390);
        assertThat(signals()).containsExactly(FailureSignal.HOTFIX);
    }

    @Test
    void noHotfix_withOtherChanges_orTooLate_orOneDeploymentOn() {
        feast.merge("h", 3, 399, 398, pull -> pull.label("hotfix"), "b")
                .commit("o", 398, "h")
                .deploy("o", 399);
        feast.merge("k", 4, 399, 398, pull -> pull.label("hotfix"), "o").deploy("k", 374);
        assertThat(signals()).isEmpty();
        assertThat(world.failure("feast").rework()).isZero();
    }

    @Test
    void aDeploymentIsFailedOnce_withAllItsSignals() {
        feast.merge("h", 3, 399, 398, pull -> pull.label("hotfix").revertsPull(2), "b")
                .deploy("h", 390);
        world.resolved("1", "feast", 399, 380, "down");
        var shown = world.failure("feast");
        assertThat(shown.failed()).isEqualTo(1);
        assertThat(shown.bySignal())
                .containsEntry(FailureSignal.INCIDENT, 1)
                .containsEntry(FailureSignal.ROLLBACK, 0)
                .containsEntry(FailureSignal.REVERT, 1)
                .containsEntry(FailureSignal.HOTFIX, 1);
        assertThat(shown.recovery().orElseThrow().mean())
                .as("waits for the incident, though the fix came sooner")
                .isEqualTo(20 * 3600);
    }

    @Test
    void recoveryWaitsForEveryIncident() {
        world.resolved("1", "feast", 399, 380, "down").open("2", "feast", 398, "still");
        assertThat(world.failure("feast").failed()).isEqualTo(1);
        assertThat(world.failure("feast").recoveries()).isZero();
    }

    @Test
    void recoveryBelongsToTheWindowOfItsEnd() {
        world.resolved("1", "feast", 399, 100, "slow");
        var week = world.application("feast").failures().orElseThrow().windows().get(0);
        assertThat(week.failed()).isZero();
        assertThat(week.recoveries()).isEqualTo(1);
    }

    @Test
    void rework_whileAnIncidentOfAnotherDeploymentIsOpen() {
        feast.commit("c", 398, "b").deploy("c", 396);
        world.resolved("1", "feast", 399, 300, "down");
        feast.merge("h", 3, 399, 398, pull -> pull.label("hotfix"), "c").deploy("h", 360);
        feast.merge("i", 4, 399, 398, pull -> pull.label("hotfix"), "h").deploy("i", 290);
        var rework = world.application("feast").evidence().failures().get(0).rework();
        assertThat(rework)
                .as("neither the ordinary one, nor the one after the end")
                .hasSize(1);
        assertThat(world.failure("feast").failed()).isEqualTo(1);
    }
}
