package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deployments of models: which count, what they deliver, and how long that took (design 3.1, 3.2; 3.9, 17). */
class ModelsTest {
    private static ModelWorld world() {
        return new ModelWorld()
                .version(1, 300, 290, 280, false)
                .version(2, 200, 190, 180, false)
                .version(3, 100, 90, 80, false);
    }

    @Test
    void baseline_isNoDeployment_butWasLive() {
        ModelWorld world = world().baseline(2, 150).alias(3, 70).alias(2, 60);

        assertThat(world.live()).containsExactly("3 new", "2 rollback");
        assertThat(world.delivery().deployments()).isEqualTo(2);
    }

    @Test
    void firstDeployment_needsNoPredecessor() {
        assertThat(world().alias(1, 70).delivery().changes()).isEqualTo(1);
    }

    @Test
    void lowerVersionThatWasNeverLive_isAnOrdinaryDeployment() {
        assertThat(world().alias(3, 70).alias(2, 60).live()).containsExactly("3 new", "2 new");
    }

    @Test
    void rollingForwardAgain_deliversNothing_andUndoesNothing() {
        ModelWorld world = world().alias(2, 72).alias(3, 70).alias(2, 60).alias(3, 50);

        assertThat(world.live()).containsExactly("2 new", "3 new", "2 rollback", "3");
        assertThat(world.failure().failed()).isEqualTo(1);
        assertThat(world.failure().rework()).isEqualTo(1);
        assertThat(world.failure().recovery().orElseThrow().p50()).isEqualTo(10 * 3600.0);
    }

    @Test
    void tag_andAliasOfTheSameVersion_areOneDeployment_atTheTagsTime_whicheverCameFirst() {
        for (double alias : new double[] {70, 60}) {
            ModelWorld world = world().alias(3, alias).tag(3, 65);

            assertThat(world.live()).containsExactly("3 new");
            assertThat(world.figures()
                            .evidence()
                            .delivery()
                            .get(0)
                            .deliveries()
                            .get(0)
                            .finishedAt())
                    .isEqualTo(ago(65));
        }
    }

    @Test
    void aliasThatIsSeenAfterTheNextTag_isNoRollback() {
        ModelWorld world = world().tag(2, 70).tag(3, 69.95).alias(2, 69.9).alias(3, 69.8);

        assertThat(world.live()).containsExactly("2 new", "3 new");
    }

    @Test
    void aliasThatGoesBack_isARollback_thoughAnEarlierTagNamesTheVersion() {
        ModelWorld world =
                world().tag(2, 75).alias(2, 74).tag(3, 70).alias(3, 69).alias(2, 60);

        assertThat(world.live()).containsExactly("2 new", "3 new", "2 rollback");
    }

    @Test
    void secondAliasOfTheLiveVersion_isTheSameDeployment_andTheSameAliasLater_isAnother() {
        ModelWorld world = world().alias(3, 70)
                .promoted(3, Signal.MLFLOW_ALIAS, "alias production", "production", ago(60))
                .alias(3, 50);

        assertThat(world.live()).containsExactly("3 new", "3");
    }

    @Test
    void stage_isADeploymentLikeAnyOther_andAliasesOfOtherEnvironmentsAreOthers() {
        ModelWorld world =
                world().stage(2, 70).promoted(3, Signal.MLFLOW_ALIAS, "alias champion-eu", "production-eu", ago(60));

        assertThat(world.live()).containsExactly("2 new");
    }

    @Test
    void leadTime_beginsWithTheRun_andItsStagesAddUp() {
        DeliveryFigures.InWindow shown = world().alias(3, 70).delivery();

        assertThat(shown.leadTime().orElseThrow().p50()).isEqualTo(30 * 3600.0);
        assertThat(shown.stages()).containsOnlyKeys(Stage.TRAINING, Stage.REGISTRATION, Stage.PROMOTION);
        assertThat(stage(shown, Stage.TRAINING)).isEqualTo(10 * 3600.0);
        assertThat(stage(shown, Stage.REGISTRATION)).isEqualTo(10 * 3600.0);
        assertThat(stage(shown, Stage.PROMOTION)).isEqualTo(10 * 3600.0);
    }

    @Test
    void leadTime_beginsWithTheCommit_whereARepositoryThatIsReadHasIt() {
        ModelWorld world = new ModelWorld()
                .version(1, 100, 90, 80, true)
                .repository("fraud")
                .lookedUp(Optional.of(ago(150)))
                .alias(1, 70);

        assertThat(world.delivery().leadTime().orElseThrow().p50()).isEqualTo(80 * 3600.0);
        assertThat(stage(world.delivery(), Stage.TRAINING)).isEqualTo(60 * 3600.0);
    }

    @Test
    void leadTime_isPending_untilTheCommitWasLookedUp_andBeginsWithTheRunIfThereIsNone() {
        ModelWorld world = new ModelWorld()
                .version(1, 100, 90, 80, true)
                .repository("fraud")
                .alias(1, 70);

        assertThat(world.delivery().unmeasured()).containsEntry(Unmeasured.PENDING, 1);
        assertThat(world.delivery().complete()).isFalse();
        assertThat(world.delivery().leadTime()).isEmpty();

        world.lookedUp(Optional.empty());

        assertThat(world.delivery().unmeasured()).containsEntry(Unmeasured.PENDING, 0);
        assertThat(world.delivery().leadTime().orElseThrow().p50()).isEqualTo(30 * 3600.0);
    }

    @Test
    void commitOfARepositoryThatIsNotRead_isNotWaitedFor() {
        ModelWorld world = new ModelWorld().version(1, 100, 90, 80, true).alias(1, 70);

        assertThat(world.delivery().leadTime().orElseThrow().p50()).isEqualTo(30 * 3600.0);
    }

    @Test
    void versionWithoutARun_hasNoStart_andIsCountedAsSuch() {
        DeliveryFigures.InWindow shown =
                new ModelWorld().version(1, 80, Optional.empty()).alias(1, 70).delivery();

        assertThat(shown.deployments()).isEqualTo(1);
        assertThat(shown.changes()).isZero();
        assertThat(shown.excluded()).isEqualTo(Map.of(Exclusion.START_UNKNOWN, 1, Exclusion.NEGATIVE_LEAD_TIME, 0));
    }

    @Test
    void versionDeletedBeforeItWasRead_andRunInTheFuture_areNeitherZeroNorNegative() {
        ModelWorld world =
                new ModelWorld().version(2, 10, 5, 80, false).alias(1, 75).alias(2, 70);

        assertThat(world.delivery().excluded())
                .isEqualTo(Map.of(Exclusion.START_UNKNOWN, 1, Exclusion.NEGATIVE_LEAD_TIME, 1));
    }

    @Test
    void versionRegisteredWhileItsRunWentOn_wasTrainedUntilThen() {
        var unfinished = new ModelVersion.TrainingRun(
                "r", Optional.of(ago(100)), Optional.empty(), Optional.empty(), Optional.empty());
        for (ModelWorld world : List.of(
                new ModelWorld().version(1, 100, 60, 80, false),
                new ModelWorld().version(1, 80, Optional.of(unfinished)))) {
            DeliveryFigures.InWindow shown = world.alias(1, 70).delivery();

            assertThat(stage(shown, Stage.TRAINING)).isEqualTo(20 * 3600.0);
            assertThat(stage(shown, Stage.REGISTRATION)).isZero();
            assertThat(stage(shown, Stage.PROMOTION)).isEqualTo(10 * 3600.0);
        }
    }

    @Test
    void incident_isLinked_toTheVersionThatItNames() {
        for (String title : List.of(
                "fraud version 2 scores nobody",
                "Fraud v2: drift",
                "models:/fraud/2 is slow",
                "see https://mlflow.example/#/models/fraud/versions/2",
                "run 0123456789abcdef0123456789abcde2 was bad")) {
            ModelWorld world = world().alias(2, 75).alias(3, 70).incident(60, 59, title);

            assertThat(world.figures().evidence().failures().get(0).failures())
                    .as(title)
                    .singleElement()
                    .satisfies(failure ->
                            assertThat(failure.delivery().deployment().commit()).isEqualTo("2"));
        }
    }

    @Test
    void incident_thatNamesNoVersion_isLinkedToTheLatest() {
        for (String title :
                List.of("fraud is down", "fraud 2 hours late", "fraud v20", "anti-fraud v2", "fraud v2.1")) {
            ModelWorld world = world().alias(2, 75).alias(3, 70).incident(60, 59, title);

            assertThat(world.figures().evidence().failures().get(0).failures())
                    .as(title)
                    .singleElement()
                    .satisfies(failure ->
                            assertThat(failure.delivery().deployment().commit()).isEqualTo("3"));
        }
    }

    @Test
    void history_isCompleteFromTheFirstSightOn_ifAnAliasWasThere() {
        assertThat(world().baseline(2, 1000).alias(3, 70).delivery().complete()).isTrue();
        assertThat(world().baseline(2, 100).alias(3, 70).delivery().complete()).isFalse();
        assertThat(world().baseline(2, 100).tag(2, 150).alias(3, 70).delivery().complete())
                .isTrue();
    }

    @Test
    void whatIsInNoFigure_isTold() {
        ModelWorld world = world().baseline(2, 100)
                .alias(3, 70)
                .promoted(3, Signal.MLFLOW_ALIAS, "alias production", "production", ago(60));

        List<LeftOut> left =
                LeftOut.of(world.figures().evidence().delivery(), world.log(), Policy.DEFAULT, World.MONTH);

        assertThat(left).extracting(LeftOut::reason).containsExactly(Omission.SAME_VERSION, Omission.BASELINE);
    }

    @Test
    void team_isTheOneThatOwnsTheRepositoryOfItsRuns() {
        ModelWorld world = new ModelWorld().version(1, 100, 90, 80, true).repository("fraud-team");

        assertThat(world.figures().scope())
                .isEqualTo(new Scope.OfApplication(
                        "fraud-team", "fraud", io.mlopsexporter.event.Kind.MODEL, "production"));
        assertThat(new ModelWorld("own")
                        .version(1, 100, 90, 80, true)
                        .repository("fraud-team")
                        .figures()
                        .scope())
                .isEqualTo(new Scope.OfApplication("own", "fraud", io.mlopsexporter.event.Kind.MODEL, "production"));
    }

    private static double stage(DeliveryFigures.InWindow shown, Stage stage) {
        return Optional.ofNullable(shown.stages().get(stage)).orElseThrow().p50();
    }
}
