package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Response;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.source.People;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is nobody is configured, and what was read under another configuration is read again. */
class OtherPeopleTest extends MlflowTest {
    @BeforeEach
    void janeAndTheTrainer() {
        mlflow.experiment("1", "fraud", "team=fraud");
        mlflow.run("jane", "1", "2026-02-20T08:00:00Z", "mlflow.user=jane");
        mlflow.run("svc", "1", "2026-03-21T08:00:00Z", "mlflow.user=svc-trainer");
        mlflow.model("fraud").version("2026-02-20T10:00:00Z", "jane").version("2026-03-21T10:00:00Z", "svc");
    }

    private void nobodyIs(String pattern) {
        people = new People(KEY, Pattern.compile(pattern));
        restart();
    }

    private Optional<String> who(String id) {
        return Optional.ofNullable(journal.log().activities().get("mlflow/" + id))
                .flatMap(Activity::person);
    }

    @Test
    void accountThatBecomesNobody_isNobodyInWhatWasReadBefore_andThePersonItWasTakenForIsGone() {
        poll();
        assertThat(who("run/svc")).isPresent();
        assertThat(who("version/fraud/2")).isPresent();

        nobodyIs("^svc-");
        pollLater();

        assertThat(who("run/svc")).isEmpty();
        assertThat(who("version/fraud/2")).isEmpty();
        assertThat(who("run/jane")).isEqualTo(PEOPLE.hash("jane"));
        assertThat(who("version/fraud/1")).isEqualTo(PEOPLE.hash("jane"));
    }

    @Test
    void accountThatIsAPersonAfterAll_isOneInWhatWasReadBefore() {
        nobodyIs("^jane$");
        poll();
        assertThat(who("run/jane")).isEmpty();

        nobodyIs("^nobody$");
        pollLater();

        assertThat(who("run/jane")).isEqualTo(PEOPLE.hash("jane"));
        assertThat(who("version/fraud/1")).isEqualTo(PEOPLE.hash("jane"));
    }

    @Test
    void readingAgain_happensOnce_andGoesOnAfterAnInterruption() {
        poll();
        pollLater();
        mlflow.askedSince();
        pollLater();
        int steady = mlflow.askedSince().size();

        nobodyIs("^svc-");
        mlflow.instead.put(
                "runs/search", Response.response().status(500).body("").build());
        assertThat(failure()).contains("runs/search");
        assertThat(who("run/svc")).isPresent();
        mlflow.instead.clear();
        pollLater();
        assertThat(who("run/svc")).isEmpty();

        restart();
        pollLater();
        pollLater();
        mlflow.askedSince();
        pollLater();
        assertThat(mlflow.askedSince()).hasSize(steady);
    }

    @Test
    void versionWhoseRunWasDeletedMeanwhile_keepsWhatWasKnownOfIt_andIsNotPromotedAgain() {
        mlflow.model("fraud").alias("champion", 1);
        poll();
        time.pass(Duration.ofHours(1));
        mlflow.model("fraud").alias("champion", 2);
        poll();
        var before = journal.log().history("mlflow/fraud");

        mlflow.runs.remove("svc");
        nobodyIs("^jane$");
        pollLater();

        assertThat(journal.log().history("mlflow/fraud")).isEqualTo(before);
        assertThat(who("version/fraud/1")).isEmpty();
        assertThat(who("version/fraud/2")).isEqualTo(PEOPLE.hash("svc-trainer"));
    }
}
