package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a poll costs, and that lists whose pages shift are read whole. */
class MlflowCostTest extends MlflowTest {
    private void models(int count) {
        for (int i = 0; i < count; i++) {
            mlflow.model("m" + (1000 + i)).version("2026-11-01T00:00:00Z", "");
        }
    }

    @Test
    void steadyPoll_asksForEachThousandOfModelsAndTwoThingsMore() {
        models(5);
        mlflow.mostPerPage = 2;
        poll();
        for (int i = 0; i < 6; i++) {
            mlflow.askedSince();

            pollLater();

            List<String> asked = mlflow.askedSince();
            assertThat(asked)
                    .as("pages of models")
                    .filteredOn(one -> one.contains("registered-models"))
                    .hasSize(3);
            assertThat(asked).hasSize(3 + 2);
        }
    }

    @Test
    void newVersion_isAskedForAlone() {
        models(3);
        mlflow.run("r1", "0", "2026-11-23T09:59:00Z");
        poll();
        mlflow.askedSince();
        mlflow.model("m1001").version("2026-11-23T10:04:00Z", "r1");

        pollLater();

        assertThat(mlflow.askedSince())
                .filteredOn(asked -> asked.contains("model-versions") || asked.contains("run_id"))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(journal.log().history("mlflow/m1001").versions()).hasSize(2);
    }

    @Test
    void modelThatAShiftHides_isNotTakenForDeleted() {
        models(6);
        mlflow.mostPerPage = 2;
        poll();
        mlflow.askedSince();
        mlflow.model("m1002").alias("champion", 1);
        // m1000 and m1001 have been read when m1000 goes: m1002 moves to the page that was read already.
        mlflow.meanwhile.put(2, () -> mlflow.models.remove("m1000"));

        pollLater();

        assertThat(told("m1002")).containsExactly("alias champion 1 2026-11-23T10:05:00Z");
        time.pass(Duration.ofMinutes(5));
        assertThat(source().poll(journal).toString()).contains("model m1000").doesNotContain("m1002");
    }
}
