package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Incident;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A source before a {@link FakePagerDuty}, in a time of its own. */
abstract class PagerDutyTest {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final FakeTime time = new FakeTime(START);
    final FakePagerDuty pagerDuty = new FakePagerDuty(time);
    final InMemoryJournal journal = new InMemoryJournal();
    PagerDutySettings settings = PagerDutySettings.of("pagerduty", Duration.ofDays(365));

    private Optional<OkHttpApi> api = Optional.empty();
    private Optional<PagerDutySource> source = Optional.empty();

    @AfterEach
    void stop() {
        api.ifPresent(OkHttpApi::close);
        pagerDuty.close();
    }

    /** The same one, as in a running agent, until {@link #restart()}. */
    PagerDutySource source() {
        PagerDutySource running = source.orElseGet(() -> PagerDutySource.of(settings, api()));
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

    /** One that comes to its end, and what could not be read. */
    List<PollResult.Problem> problems() {
        return source().poll(journal).fold(PollResult.Complete::problems, failed -> {
            throw new AssertionError(failed.error().message());
        });
    }

    /** Of a poll that fails. */
    SourceError failure() {
        return source().poll(journal)
                .fold(
                        complete -> {
                            throw new AssertionError("was complete: " + complete);
                        },
                        PollResult.Failed::error);
    }

    Instant pollAfter(Duration pause) {
        time.pass(pause);
        return poll();
    }

    Instant pollLater() {
        return pollAfter(Duration.ofMinutes(5));
    }

    /** The event of an incident. */
    Optional<Incident> event(String id) {
        return Optional.ofNullable(journal.log().incidents().get("pagerduty/" + id));
    }

    Optional<Instant> end(String id) {
        return event(id).orElseThrow().end();
    }

    private OkHttpApi api() {
        ApiSettings usual = ApiSettings.of("pagerduty", pagerDuty.url()).withHeaders(PagerDutySource.HEADERS);
        OkHttpApi made = api.orElseGet(() -> new OkHttpApi(
                usual.withBounds(usual.bounds().withRequestsPerSecond(1_000_000)),
                Credential.header("Authorization", "Token token=", Secret.of("key")),
                time,
                time,
                new Telemetry("pagerduty")));
        api = Optional.of(made);
        return made;
    }
}
