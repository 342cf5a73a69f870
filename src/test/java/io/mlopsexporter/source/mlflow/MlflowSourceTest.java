package io.mlopsexporter.source.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceContract;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** Three pages of models, two of runs, and three ways to production. */
class MlflowSourceTest extends SourceContract {
    private final FakeMlflow mlflow = new FakeMlflow();

    MlflowSourceTest() {
        mlflow.mostPerPage = 2;
        mlflow.experiment("1", "fraud", "team=fraud");
        for (int i = 0; i < 3; i++) {
            mlflow.run("run" + i, "1", "2026-11-2" + i + "T08:00:00Z", "mlflow.user=ann");
        }
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            mlflow.model(name).version("2026-11-20T09:00:00Z", "run0").version("2026-11-21T09:00:00Z", "run1");
        }
        mlflow.model("a").alias("champion", 1);
        mlflow.model("b").stage(2, "Production", "2026-11-22T09:00:00Z");
        mlflow.model("c").tag(1, "deployed_at", "2026-11-21T10:00:00+01:00");
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Override
    protected Source source(HttpApi api) {
        return MlflowSource.of(MlflowTest.SETTINGS, MlflowTest.PEOPLE, api);
    }

    @Override
    protected void world() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(mlflow.url())));
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(log.models()).hasSize(5);
        assertThat(log.history("mlflow/e").versions()).hasSize(2);
        assertThat(log.activities().values().stream().filter(one -> one.type() == Activity.Type.TRAINING_RUN))
                .hasSize(3);
        assertThat(log.activities().values().stream().filter(one -> one.type() == Activity.Type.MODEL_VERSION))
                .hasSize(10)
                .allMatch(one -> one.person().isPresent());
        assertThat(log.experiments()).hasSize(2);
        assertThat(log.applications().values().stream().map(Application::name)).containsExactly("a", "b", "c");
        assertThat(log.history("mlflow/c").deployments().values())
                .singleElement()
                .satisfies(tag -> assertThat(tag.finishedAt()).contains(Instant.parse("2026-11-21T09:00:00Z")));
    }
}
