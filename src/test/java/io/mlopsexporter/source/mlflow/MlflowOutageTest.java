package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever the registry does not say, it has not taken back. */
class MlflowOutageTest extends MlflowTest {
    private EventLog known() {
        mlflow.model("fraud").version("2026-11-01T00:00:00Z", "").alias("champion", 1);
        poll();
        time.pass(Duration.ofMinutes(5));
        return journal.log();
    }

    @Test
    void hostCheck_isRecognised_andSaysWhatToDo() {
        EventLog before = known();
        mlflow.instead.put(
                "search",
                FakeMlflow.response(403, "Invalid Host header - possible DNS rebinding attack detected", "text/plain"));

        assertThat(failure()).contains("Invalid Host header").contains("--allowed-hosts");
        assertThat(journal.log()).isEqualTo(before);
    }

    @Test
    void missingLogin_isToldByTheServersPage() {
        EventLog before = known();
        mlflow.instead.put(
                "search",
                FakeMlflow.response(401, "<title>401 Unauthorized</title>You are not authenticated.", "text/html"));

        assertThat(failure()).contains("401").contains("renew the token or password");
        assertThat(journal.log()).isEqualTo(before);
    }

    @Test
    void emptyList_whereModelsWere_changesNothing_andTheRegistryIsAskedForEach() {
        known();
        mlflow.instead.put("registered-models/search", FakeMlflow.response(200, "{}", "application/json"));

        poll();

        mlflow.instead.clear();
        mlflow.model("fraud").version("2026-11-23T10:04:00Z", "").alias("champion", 2);
        pollLater();
        assertThat(told("fraud"))
                .containsExactly(
                        "baseline alias champion 1 2026-11-23T10:00:00Z", "alias champion 2 2026-11-23T10:10:00Z");
    }

    @Test
    void anotherServersJson_isNoEmptyList() {
        EventLog before = known();
        mlflow.instead.put(
                "registered-models/search", FakeMlflow.response(200, "{\"status\":\"ok\"}", "application/json"));

        assertThat(failure()).contains("has no list \"registered_models\"");
        assertThat(journal.log()).isEqualTo(before);
    }

    @Test
    void deletedModel_isTold_itsHistoryStays_andItIsAskedForOnce() {
        EventLog before = known();
        mlflow.models.clear();

        PollResult result = source().poll(journal);

        assertThat(result).isInstanceOf(PollResult.Complete.class);
        assertThat(((PollResult.Complete) result).problems())
                .containsExactly(
                        new PollResult.Problem("model fraud", "is no longer in the registry; its history stays"));
        assertThat(journal.log()).isEqualTo(before);
        mlflow.askedSince();
        pollLater();
        assertThat(mlflow.askedSince()).noneMatch(asked -> asked.contains("registered-models/get"));
    }

    @Test
    void modelMadeAnewUnderAFormerName_isSeenForTheFirstTime() {
        known();
        mlflow.models.clear();
        source().poll(journal);
        var again = new FakeMlflow.FakeModel("fraud", START);
        mlflow.models.put("fraud", again.version("2026-11-23T10:05:00Z", "").alias("production", 1));

        pollLater();

        assertThat(told("fraud"))
                .containsExactly(
                        "baseline alias champion 1 2026-11-23T10:00:00Z",
                        "baseline alias production 1 2026-11-23T10:10:00Z");
    }

    @Test
    void databaseThatIsDown_isAFailure_andTheNextPollGoesOn() {
        known();
        mlflow.instead.put("search", FakeMlflow.problem(500, "INTERNAL_ERROR"));
        assertThat(failure()).contains("500");
        mlflow.instead.clear();
        mlflow.model("fraud").version("2026-11-23T10:04:00Z", "").alias("champion", 2);

        pollLater();

        assertThat(told("fraud")).hasSize(2);
    }
}
