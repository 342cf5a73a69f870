package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** A source before a {@link FakeMlflow}, in a time of its own. */
abstract class MlflowTest {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final String KEY = People.newKey();
    static final People PEOPLE = new People(KEY, Pattern.compile(People.DEFAULT_EXCLUDE));
    static final MlflowSettings SETTINGS = new MlflowSettings(
            "mlflow",
            "http://mlflow:5000",
            "production",
            Map.of("production", "production", "champion", "production", "champion-eu", "production-eu"),
            true,
            Optional.of("deployed_at"),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofDays(365));

    final FakeTime time = new FakeTime(START);
    final FakeMlflow mlflow = new FakeMlflow();
    final InMemoryJournal journal = new InMemoryJournal();
    MlflowSettings settings = SETTINGS;
    People people = PEOPLE;

    private Optional<OkHttpApi> api = Optional.empty();
    private Optional<MlflowSource> source = Optional.empty();

    @AfterEach
    void stop() {
        api.ifPresent(OkHttpApi::close);
        mlflow.close();
    }

    /** The same one, as in a running agent, until {@link #restart()}. */
    MlflowSource source() {
        if (api.isEmpty()) {
            ApiSettings http = ApiSettings.of("mlflow", mlflow.url());
            api = Optional.of(new OkHttpApi(
                    http.withBounds(http.bounds().withRequestsPerSecond(1_000_000)),
                    Credential.none(),
                    time,
                    time,
                    new Telemetry("mlflow")));
        }
        MlflowSource running = source.orElseGet(() -> MlflowSource.of(settings, people, api.orElseThrow()));
        source = Optional.of(running);
        return running;
    }

    void restart() {
        source = Optional.empty();
    }

    /** A poll that comes to its end without a problem. */
    Instant poll() {
        PollResult result = source().poll(journal);
        assertThat(result).isInstanceOf(PollResult.Complete.class);
        PollResult.Complete complete = (PollResult.Complete) result;
        assertThat(complete.problems()).isEmpty();
        return complete.asOf();
    }

    Instant pollLater() {
        time.pass(Duration.ofMinutes(5));
        return poll();
    }

    /** How a poll failed. */
    String failure() {
        return source().poll(journal)
                .fold(
                        complete -> {
                            throw new AssertionError("it did not fail");
                        },
                        failed -> failed.error().message());
    }

    /** What brought versions of a model to production, as {@code alias champion 3 2026-11-23T10:05:00Z}. */
    List<String> told(String model) {
        return journal.log().history("mlflow/" + model).deployments().values().stream()
                .sorted(java.util.Comparator.comparing(Deployment::requestedAt).thenComparing(Deployment::id))
                .map(one -> (one.signal() == Signal.MLFLOW_BASELINE ? "baseline " : "") + one.ref() + " " + one.number()
                        + " " + one.finishedAt().orElseThrow())
                .toList();
    }
}
