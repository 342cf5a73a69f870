package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest extends MlflowTest {
    private static final String COMMIT = "c".repeat(40);

    @BeforeEach
    void anExperiment() {
        mlflow.experiment("1", "fraud", "team=fraud");
    }

    private List<Activity> runs() {
        return journal.log().activities().values().stream()
                .filter(one -> one.type() == Activity.Type.TRAINING_RUN)
                .toList();
    }

    @Test
    void run_isAnActivityAtItsStart_ofAPersonWhoseNameIsNowhere() {
        mlflow.run("r1", "1", "2026-11-20T08:00:00Z", "mlflow.user=Jane@acme.com");
        mlflow.run("r2", "1", "2026-11-21T08:00:00Z", "mlflow.user=root");

        poll();

        assertThat(runs())
                .containsExactly(
                        new Activity(
                                "mlflow/run/r1",
                                Activity.Type.TRAINING_RUN,
                                Instant.parse("2026-11-20T08:00:00Z"),
                                "mlflow/experiment/1",
                                PEOPLE.hash("jane")),
                        new Activity(
                                "mlflow/run/r2",
                                Activity.Type.TRAINING_RUN,
                                Instant.parse("2026-11-21T08:00:00Z"),
                                "mlflow/experiment/1",
                                Optional.empty()));
        assertThat(journal.batches().toString().toLowerCase(java.util.Locale.ROOT) + journal.cursors())
                .doesNotContain("jane");
    }

    @Test
    void run_withoutAStart_isSkipped_andCounted() {
        mlflow.run("r1", "1", "", "mlflow.user=jane");

        poll();

        assertThat(runs()).isEmpty();
        assertThat(source().skipped()).isEqualTo(Map.of("no_start", 1L));
    }

    @Test
    void pagesThatShiftMeanwhile_loseNoRun_andDoubleNone() {
        mlflow.mostPerPage = 3;
        for (int i = 10; i < 30; i++) {
            mlflow.run("r" + i, "1", "2026-11-20T08:" + i + ":00Z");
        }
        // Between any two pages one that was read is deleted for good, and one with an early start is told late.
        for (int request = 5; request < 15; request++) {
            int number = request;
            mlflow.meanwhile.put(request, () -> {
                mlflow.runs.remove("r" + (number + 5));
                mlflow.run("early" + number, "1", "2026-11-19T08:00:00Z");
            });
        }

        poll();

        List<String> found = runs().stream().map(Activity::id).toList();
        for (int i = 10; i < 30; i++) {
            if (mlflow.runs.containsKey("r" + i)) {
                assertThat(found).contains("mlflow/run/r" + i);
            }
        }
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void manyRunsOfOneMillisecond_areReadToTheEnd() {
        mlflow.mostPerPage = 3;
        for (int i = 0; i < 11; i++) {
            mlflow.run("r" + i, "1", "2026-11-20T08:00:00Z");
        }

        poll();

        assertThat(runs()).hasSize(11);
    }

    @Test
    void lateRuns_areFoundWithinTheHour_andOlderOnesWithinTheDay() {
        poll();
        mlflow.run("late", "1", "2026-11-23T09:30:00Z");
        mlflow.run("later", "1", "2026-11-20T09:30:00Z");
        pollLater();
        assertThat(runs()).extracting(Activity::id).containsExactly("mlflow/run/late");

        time.pass(Duration.ofDays(1));
        poll();

        assertThat(runs()).extracting(Activity::id).containsExactly("mlflow/run/late", "mlflow/run/later");
    }

    @Test
    void experimentMadeMeanwhile_isReadFromTheBeginningOfTheHistory() {
        poll();
        mlflow.experiment("2", "churn");
        mlflow.run("old", "2", "2026-06-01T00:00:00Z", "mlflow.source.git.repoURL=git@github.com:acme/churn.git");

        pollLater();
        pollLater();

        assertThat(runs()).extracting(Activity::id).containsExactly("mlflow/run/old");
        assertThat(journal.log().experiments().get("mlflow/experiment/2"))
                .isEqualTo(
                        new Experiment("mlflow/experiment/2", Optional.empty(), Optional.of("github.com/acme/churn")));
    }

    @Test
    void experiment_isOfTheRepositoryThatMostOfItsRunsName() {
        for (int i = 0; i < 5; i++) {
            mlflow.run(
                    "r" + i,
                    "1",
                    "2026-11-20T08:0" + i + ":00Z",
                    "mlflow.source.git.repoURL=https://github.com/acme/" + (i < 2 ? "a" : "b"));
        }
        poll();
        pollLater();

        Optional<String> repository = Optional.ofNullable(
                        journal.log().experiments().get("mlflow/experiment/1"))
                .flatMap(Experiment::repository);
        assertThat(repository).contains("github.com/acme/b");
    }

    @Test
    void version_knowsTheRunThatTrainedIt() {
        mlflow.run(
                "r1",
                "1",
                "2026-11-20T08:00:00Z",
                "mlflow.user=ann",
                "mlflow.source.git.commit=" + COMMIT,
                "mlflow.source.git.repoURL=https://user:secret@GitHub.com/acme/Fraud.git");
        mlflow.end("r1", "2026-11-20T09:00:00Z");
        mlflow.model("fraud")
                .version("2026-11-20T10:00:00Z", "r1")
                .version("2026-11-21T10:00:00Z", "")
                .version("2026-11-22T10:00:00Z", "of no run there is");

        poll();

        var versions = journal.log().history("mlflow/fraud").versions();
        assertThat(versions.values().stream().map(ModelVersion::run))
                .containsExactly(
                        Optional.of(new ModelVersion.TrainingRun(
                                "r1",
                                Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
                                Optional.of(Instant.parse("2026-11-20T09:00:00Z")),
                                Optional.of(COMMIT),
                                Optional.of("github.com/acme/fraud"))),
                        Optional.empty(),
                        Optional.empty());
        assertThat(journal.log().activities().get("mlflow/version/fraud/1"))
                .isEqualTo(new Activity(
                        "mlflow/version/fraud/1",
                        Activity.Type.MODEL_VERSION,
                        Instant.parse("2026-11-20T10:00:00Z"),
                        "mlflow/fraud",
                        PEOPLE.hash("ann")));
    }
}
