package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which comparisons are asked for, and what is known after them. */
class LineageReaderTest {
    private final LineageWorld world = new LineageWorld(10);
    private final FakeHistory server = world.server;

    /** What a deployment delivers that the ones before did not. */
    private Set<String> delivered(String commit, String... before) {
        Set<String> found = new HashSet<>(world.known(commit));
        for (String earlier : before) {
            found.removeAll(world.known(earlier));
        }
        return found;
    }

    @Test
    void wholeLine_comesWithOneComparison() {
        server.line("m", 9);
        world.deploy(1, "m2");
        world.deploy(2, "m5");
        world.deploy(3, "m9");

        world.read(4);

        assertThat(server.asked()).containsExactly("m2...m9");
        assertThat(delivered("m9", "m2", "m5")).containsExactlyInAnyOrder("m6", "m7", "m8", "m9");
        assertThat(world.lineage().roots()).containsExactly("m2");
    }

    @Test
    void newDeployment_isComparedWithTheOneBefore() {
        server.line("m", 9);
        world.deploy(1, "m2");
        world.deploy(2, "m5");
        world.read(3);
        server.asked();
        world.deploy(4, "m7");

        world.read(5);

        assertThat(server.asked()).containsExactly("m5...m7");
        assertThat(world.needed(5, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void sameCommitAgain_asksNothing() {
        server.line("m", 5);
        world.deploy(1, "m2");
        world.deploy(2, "m5");
        world.read(3);
        world.deploy(4, "m5");

        assertThat(world.needed(5, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void firstDeployment_hasNoPredecessor_soItsHistoryIsNotRead() {
        server.line("m", 5);
        world.deploy(1, "m4");

        world.read(2);

        assertThat(server.asked()).isEmpty();
        assertThat(world.lineage().roots()).containsExactly("m4");
        assertThat(world.needed(2, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void rollback_isKnownAsAnAncestor_withoutAQuestion() {
        server.line("m", 6);
        world.deploy(1, "m2");
        world.deploy(2, "m4");
        world.deploy(3, "m6");
        world.read(4);
        world.deploy(5, "m4");

        assertThat(world.needed(6, LineageWorld.HISTORY)).isFalse();
        assertThat(world.known("m6")).contains("m4");
    }

    @Test
    void rollbackToBeforeTheRoot_lowersTheRoot() {
        server.line("m", 8);
        world.deploy(1, "m5");
        world.deploy(2, "m8");
        world.read(3);
        world.deploy(4, "m3");

        world.read(5);

        assertThat(world.lineage().roots()).containsExactly("m3");
        assertThat(world.known("m5")).containsExactlyInAnyOrder("m3", "m4", "m5");
    }

    @Test
    void releaseLine_bringsOnlyWhatItAdds() {
        server.line("m", 6);
        server.line("r", 2, "m3");
        world.deploy(1, "m2");
        world.deploy(2, "m6");
        world.deploy(3, "r2");

        world.read(4);

        assertThat(delivered("r2", "m2", "m6")).containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void chainThatBeginsOnAnotherLine_lowersTheRootToTheMergeBase() {
        server.line("m", 6);
        server.line("r", 3, "m1");
        server.commit("j1", "r3", "m3");
        world.deploy(1, "m5");
        world.deploy(2, "m6");
        world.deploy(3, "prod-eu", "r2");
        world.deploy(4, "prod-eu", "j1");

        world.read(5);

        assertThat(world.lineage().roots()).containsExactly("m1");
        assertThat(delivered("j1", "r2")).containsExactlyInAnyOrder("j1", "r3", "m3", "m2");
    }

    @Test
    void deploymentThatFinishesLate_isPlacedAmongThoseBefore() {
        server.line("m", 8);
        world.deploy(1, "m2");
        world.deploy(4, "m8");
        world.read(5);
        world.deploy(3, "m6");

        world.read(6);

        assertThat(delivered("m8", "m2", "m6")).containsExactlyInAnyOrder("m7", "m8");
    }

    @Test
    void firstPhase_readsTheLastDaysOnly_secondTheRest() {
        server.line("m", 9);
        world.deploy(1, "m1");
        world.deploy(10, "m4");
        world.deploy(20, "m7");
        world.deploy(28, "m9");

        world.read(30, Duration.ofDays(7));
        assertThat(server.asked()).containsExactly("m7...m9");
        assertThat(world.needed(30, LineageWorld.HISTORY)).isTrue();

        world.read(30);
        assertThat(server.asked()).containsExactly("m1...m7");
        assertThat(world.needed(30, Duration.ofDays(7))).isFalse();
    }

    @Test
    void commitLostByForcePush_isMarked_andTheNextIsComparedWithAnother() {
        server.line("m", 6);
        server.line("x", 2, "m3");
        world.deploy(1, "m2");
        world.deploy(2, "x2");
        world.deploy(3, "m6");
        server.remove("x1", "x2");

        world.read(4);

        assertThat(world.lineage().lost()).containsExactly("x2");
        assertThat(delivered("m6", "m2")).containsExactlyInAnyOrder("m3", "m4", "m5", "m6");
        assertThat(world.needed(4, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void baseLostByForcePush_staysKnown_andAnotherBaseServes() {
        server.line("m", 6);
        server.line("x", 2, "m3");
        world.deploy(1, "m2");
        world.deploy(2, "x2");
        world.read(3);
        server.remove("x1", "x2");
        world.deploy(4, "m6");

        world.read(5);

        assertThat(delivered("m6", "m2", "x2")).containsExactlyInAnyOrder("m4", "m5", "m6");
        assertThat(world.lineage().lost()).isEmpty();
    }

    @Test
    void historyRewrittenAsAWhole_beginsAnew() {
        server.line("m", 6);
        world.deploy(1, "m2");
        world.deploy(2, "m6");
        world.read(3);
        server.line("n", 6);
        server.remove("m1", "m2", "m3", "m4", "m5", "m6");
        world.deploy(4, "n2");
        world.deploy(5, "n6");

        world.read(6);

        assertThat(world.lineage().lost()).contains("m6");
        assertThat(delivered("n6", "n2")).containsExactlyInAnyOrder("n3", "n4", "n5", "n6");
        assertThat(world.needed(6, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void unrelatedHistories_haveARootEach() {
        server.line("m", 6);
        server.line("o", 6);
        world.deploy(1, "m2");
        world.deploy(2, "prod-docs", "o2");
        world.deploy(3, "m6");
        world.deploy(4, "prod-docs", "o5");

        world.read(5);

        assertThat(world.lineage().roots()).containsExactlyInAnyOrder("m2", "o2");
        assertThat(world.lineage().tooLong()).isEmpty();
        assertThat(delivered("o5", "o2")).containsExactlyInAnyOrder("o3", "o4", "o5");
    }

    @Test
    void longHistoryOfSmallSteps_isReadInParts() {
        server.line("m", 60);
        for (int number = 1; number <= 12; number++) {
            world.deploy(number, "m" + number * 5);
        }

        world.read(20);

        assertThat(world.lineage().tooLong()).isEmpty();
        assertThat(delivered("m60", "m55")).hasSize(5);
        assertThat(world.known("m60")).hasSize(56);
    }

    @Test
    void tooManyCommitsSinceTheDeploymentBefore_areNotRead() {
        server.line("m", 40);
        world.deploy(1, "m2");
        world.deploy(2, "m4");
        world.read(3);
        world.deploy(4, "m30");

        world.read(5);
        assertThat(world.lineage().tooLong()).containsExactly("m30");
        assertThat(world.needed(5, LineageWorld.HISTORY)).isFalse();

        world.deploy(6, "m33");
        world.read(7);
        assertThat(world.lineage().roots()).containsExactly("m30");
        assertThat(delivered("m33", "m30")).containsExactlyInAnyOrder("m31", "m32", "m33");
        assertThat(world.lineage().tooLong()).contains("m2", "m4", "m30").doesNotContain("m33");
        assertThat(world.history().commits()).doesNotContainKey("m4");
    }

    @Test
    void firstDeploymentLeavesHistory_andNothingNeedsToBeRead() {
        server.line("m", 9);
        world.deploy(1, "m2");
        world.deploy(100, "m5");
        world.deploy(200, "m9");
        world.read(201);

        assertThat(world.needed(400, LineageWorld.HISTORY)).isFalse();
    }

    @Test
    void failureHalfWay_leavesNothingBehind() {
        server.line("m", 9);
        world.deploy(1, "m2");
        world.deploy(2, "m9");
        int before = world.journal.batches().size();
        server.breakDown();

        assertThatThrownBy(() -> world.read(3)).isInstanceOf(SourceException.class);

        assertThat(world.journal.batches()).hasSize(before);
        assertThat(world.needed(3, LineageWorld.HISTORY)).isTrue();
    }
}
