package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken for a promotion, and what is not. The clock starts at 2026-11-23T10:00:00Z; polls are five minutes apart. */
class ModelPromotionsTest extends MlflowTest {
    private FakeMlflow.FakeModel fraud = mlflow.model("fraud");

    @BeforeEach
    void threeVersions() {
        fraud.version("2026-11-01T00:00:00Z", "")
                .version("2026-11-02T00:00:00Z", "")
                .version("2026-11-03T00:00:00Z", "");
    }

    @Test
    void alias_atFirstSight_isABaseline() {
        fraud.alias("champion", 2);

        poll();
        pollLater();

        assertThat(told("fraud")).containsExactly("baseline alias champion 2 2026-11-23T10:00:00Z");
    }

    @Test
    void alias_thatMoves_isADeploymentAtThePollThatSawIt_whateverItsCase() {
        fraud.alias("Champion", 2);
        poll();
        fraud.alias("Champion", 3);

        pollLater();
        pollLater();

        assertThat(told("fraud"))
                .containsExactly(
                        "baseline alias Champion 2 2026-11-23T10:00:00Z", "alias Champion 3 2026-11-23T10:05:00Z");
    }

    @Test
    void aliasesThatDifferInCaseOnly_areTwo_asToMlflow() {
        fraud.alias("Champion", 1).alias("champion", 3);
        poll();
        pollLater();
        fraud.alias("Champion", 2);

        pollLater();
        pollLater();

        assertThat(told("fraud"))
                .containsExactly(
                        "baseline alias Champion 1 2026-11-23T10:00:00Z",
                        "baseline alias champion 3 2026-11-23T10:00:00Z",
                        "alias Champion 2 2026-11-23T10:10:00Z");
    }

    @Test
    void alias_ofAnotherEnvironment_isOneThere_andOthersAreNone() {
        poll();
        fraud.alias("champion-eu", 1).alias("challenger", 3);

        pollLater();

        assertThat(told("fraud")).containsExactly("alias champion-eu 1 2026-11-23T10:05:00Z");
        assertThat(journal.log().history("mlflow/fraud").deployments().values())
                .singleElement()
                .satisfies(one -> assertThat(one.environment()).isEqualTo("production-eu"));
    }

    @Test
    void aliasMap_outlivesARestart() {
        fraud.alias("champion", 2);
        poll();
        restart();
        pollLater();
        fraud.alias("champion", 1);
        restart();

        pollLater();

        assertThat(told("fraud"))
                .containsExactly(
                        "baseline alias champion 2 2026-11-23T10:00:00Z", "alias champion 1 2026-11-23T10:10:00Z");
    }

    @Test
    void deletedVersion_takesItsAliasAlong_andThatIsNoPromotion() {
        fraud.alias("champion", 3);
        poll();
        fraud.delete(3);

        pollLater();

        assertThat(told("fraud")).containsExactly("baseline alias champion 3 2026-11-23T10:00:00Z");
        assertThat(journal.log().history("mlflow/fraud").versions()).containsKey(3);
    }

    @Test
    void aliasConfiguredLater_isABaselineThen() {
        fraud.alias("live", 2);
        poll();
        settings = new MlflowSettings(
                "mlflow",
                "http://mlflow:5000",
                "production",
                Map.of("live", "production"),
                true,
                settings.deployedAtTag(),
                settings.excludeModels(),
                settings.excludeExperiments(),
                settings.configured(),
                settings.history());
        restart();

        pollLater();

        assertThat(told("fraud")).containsExactly("baseline alias live 2 2026-11-23T10:05:00Z");
    }

    @Test
    void stage_isADeploymentAtFirstSightToo_atTheTimeOfItsLastChange_frozen() {
        fraud.stage(2, "Production", "2026-11-10T12:00:00Z");
        poll();
        fraud.json(2).put("last_updated_timestamp", START.toEpochMilli()).put("description", "edited");

        pollLater();

        assertThat(told("fraud")).containsExactly("stage Production 2 2026-11-10T12:00:00Z");
    }

    @Test
    void stage_thatGoesBack_andForth_isThreeDeployments_andArchivingIsNone() {
        fraud.stage(2, "Production", "2026-11-10T12:00:00Z");
        poll();
        fraud.stage(3, "Production", "2026-11-23T10:01:00Z");
        pollLater();
        fraud.stage(2, "Production", "2026-11-23T10:06:00Z");
        pollLater();
        fraud.stage(3, "Production", "2026-11-23T10:11:00Z");
        pollLater();

        assertThat(told("fraud"))
                .containsExactly(
                        "stage Production 2 2026-11-10T12:00:00Z",
                        "stage Production 3 2026-11-23T10:01:00Z",
                        "stage Production 2 2026-11-23T10:06:00Z",
                        "stage Production 3 2026-11-23T10:11:00Z");
    }

    @Test
    void tag_tellsTheTime_atFirstSightAndLater_onVersionsThatNoListOfModelsShows() {
        fraud.tag(1, "deployed_at", "2026-11-05T12:00:00Z");
        poll();
        fraud.tag(2, "deployed_at", "2026-11-23T11:03:00+01:00");

        pollLater();
        pollLater();

        assertThat(told("fraud"))
                .containsExactly("tag deployed_at 1 2026-11-05T12:00:00Z", "tag deployed_at 2 2026-11-23T10:03:00Z");
    }

    @Test
    void tag_withoutAZone_isNoTime_andIsCounted() {
        fraud.tag(1, "deployed_at", "2026-11-05 12:00").tag(2, "deployed_at", "yesterday");

        poll();

        assertThat(told("fraud")).isEmpty();
        assertThat(source().skipped()).isEqualTo(Map.of("no_time", 2L));
    }
}
