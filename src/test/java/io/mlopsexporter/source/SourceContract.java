package io.mlopsexporter.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source has to withstand. A source's test extends this, tells how to build the source and how its world looks,
 * and gets these tests. The world must have lists of more than one page, so that reading them to the end shows.
 */
public abstract class SourceContract {
    /** Shown to the server by the credential; must appear nowhere else. */
    protected static final String SECRET = "sEcReT-oF-tHe-CoNtRaCt";

    protected static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final int FIRST = 1;
    /** As the build says, else src/test/resources/simplelogger.properties. */
    private static final Path LOG =
            Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/test-log.txt"));

    private static boolean warm;

    private long logged;

    protected final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    protected final FakeTime time = new FakeTime(START);
    protected final InMemoryJournal journal = new InMemoryJournal();
    protected final Telemetry telemetry = new Telemetry("contract");

    /** The source before this API. Called anew for each poll, as after a restart; an API is made anew as well. */
    protected abstract Source source(HttpApi api);

    /** Lets {@link #server} answer as a healthy world. Called once for each test; the world stands still during it. */
    protected abstract void world();

    /** Asserts that the log holds all of the world, and each thing once. */
    protected abstract void assertWorld(EventLog log);

    /** How the source shows its credential; by default {@code Authorization: Bearer}. */
    protected Credential credential(Secret secret) {
        return Credential.bearer(secret);
    }

    /** Headers that the source's API wants, besides the usual ones. */
    protected ApiSettings settings(String baseUrl) {
        return ApiSettings.of("contract", baseUrl);
    }

    @BeforeEach
    final void begin() throws IOException {
        logged = Files.exists(LOG) ? Files.size(LOG) : 0;
        server.start();
        warmUp();
        world();
    }

    /** The first answer in a process takes a busy machine longer than the clients here wait. */
    private void warmUp() {
        if (warm) {
            return;
        }
        warm = true;
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        try (OkHttpApi api = new OkHttpApi(
                ApiSettings.of("warm-up", server.baseUrl()), Credential.none(), time, time, new Telemetry("warm-up"))) {
            api.get("/", Map.of());
        }
        server.resetAll();
    }

    @AfterEach
    final void end() throws IOException {
        server.stop();
        assertThat(newLogLines()).contains("DEBUG io.mlopsexporter.source.http").doesNotContain(SECRET);
        assertThat(journal.cursors().toString()).doesNotContain(SECRET);
        assertThat(journal.log().toString()).doesNotContain(SECRET);
    }

    @Test
    final void healthyWorld_isReadToTheEnd() {
        PollResult result = poll();

        assertComplete(result);
        assertWorld(journal.log());
    }

    @Test
    final void everyRequest_showsTheCredential() {
        poll();

        var shown = credential(Secret.of(SECRET)).authorization().headers();
        assertThat(server.getAllServeEvents())
                .isNotEmpty()
                .allSatisfy(event -> shown.forEach((name, value) ->
                        assertThat(event.getRequest().getHeader(name)).isEqualTo(value)));
    }

    @Test
    final void unchangedWorld_isReadAgainToTheSame() {
        poll();
        EventLog before = journal.log();
        time.pass(Duration.ofMinutes(5));

        PollResult again = poll();

        assertComplete(again);
        assertThat(journal.log()).isEqualTo(before);
    }

    @Test
    final void notModifiedAnswers_changeNothing() {
        try (OkHttpApi api = api()) {
            Source source = source(api);
            assertComplete(poll(source, journal));
            server.stubFor(any(anyUrl())
                    .atPriority(FIRST)
                    .withHeader("If-None-Match", matching(".*"))
                    .willReturn(aResponse().withStatus(304)));
            time.pass(Duration.ofMinutes(5));

            assertComplete(poll(source, journal));
        }
        assertWorld(journal.log());
    }

    @ParameterizedTest
    @EnumSource
    final void failingWorld_isShownAndHealsWithoutLoss(Outage outage) {
        disturb(request -> true, outage.answer());

        PollResult result = poll();

        assertThat(outage.isShownBy(result)).as("%s gave %s", outage, result).isTrue();
        if (outage != Outage.NOT_FOUND) {
            assertThat(journal.log()).isEqualTo(EventLog.EMPTY);
        }
        assertHeals();
    }

    @ParameterizedTest
    @EnumSource
    final void knownWorldThatFails_isKept(Outage outage) {
        poll();
        time.pass(Duration.ofMinutes(5));
        disturb(request -> true, outage.answer());

        PollResult result = poll();

        assertThat(outage.isShownBy(result)).as("%s gave %s", outage, result).isTrue();
        // What the API no longer knows may be noted as gone.
        if (outage != Outage.NOT_FOUND) {
            assertWorld(journal.log());
        }
        assertHeals();
    }

    /** Wherever a first read is interrupted, the next poll goes on from there, and the result is the same. */
    @Test
    final void interruptedRead_isResumed() {
        poll();
        int requests = server.getAllServeEvents().size();
        for (int survived = 1; survived < requests; survived++) {
            InMemoryJournal fresh = new InMemoryJournal();
            int lastGood = survived;
            restoreWorld();
            disturb(request -> request > lastGood, aResponse().withStatus(502));
            assertThat(isFlawless(poll(fresh)))
                    .as("with only %d requests", survived)
                    .isFalse();
            restoreWorld();
            time.pass(Duration.ofMinutes(5));

            assertComplete(poll(fresh));

            assertWorld(fresh.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "Mon, 23 Nov 2026 10:00:30 GMT"})
    final void retryAfter_isWaitedThrough(String retryAfter) {
        disturb(request -> request == 1, aResponse().withStatus(429).withHeader("Retry-After", retryAfter));

        assertComplete(poll());

        assertThat(time.waits()).contains(Duration.ofSeconds(30));
        assertWorld(journal.log());
    }

    @Test
    final void longRetryAfter_endsThePollUntilThen() {
        disturb(
                request -> true,
                aResponse().withStatus(429).withHeader("Retry-After", "1800").withBody(SECRET));

        Optional<SourceError> error = poll().fold(complete -> Optional.empty(), failed -> Optional.of(failed.error()));

        assertThat(error)
                .get()
                .asInstanceOf(type(SourceError.RateLimited.class))
                .extracting(SourceError.RateLimited::until)
                .isEqualTo(START.plusSeconds(1800));
        assertThat(server.getAllServeEvents()).hasSize(1);
        time.pass(Duration.ofMinutes(30));
        assertHeals();
    }

    private String newLogLines() throws IOException {
        byte[] log = Files.readAllBytes(LOG);
        return new String(log, (int) logged, log.length - (int) logged, StandardCharsets.UTF_8);
    }

    /** One poll by a new source and a new client. */
    protected final PollResult poll() {
        return poll(journal);
    }

    private PollResult poll(Journal into) {
        try (OkHttpApi api = api()) {
            return poll(source(api), into);
        }
    }

    private static PollResult poll(Source source, Journal into) {
        PollResult result = source.poll(into);
        assertThat(result.toString()).doesNotContain(SECRET);
        return result;
    }

    /** For a source that goes on from poll to poll. */
    protected final OkHttpApi api() {
        ApiSettings settings = settings(server.baseUrl());
        return new OkHttpApi(
                settings.withBounds(settings.bounds().withRequestsPerSecond(1_000_000))
                        .withTimeouts(new ApiSettings.Timeouts(
                                Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(600))),
                credential(Secret.of(SECRET)),
                time,
                time,
                telemetry);
    }

    /** Answers the requests with these numbers, counted from 1, otherwise than the world would. */
    private void disturb(IntPredicate requests, ResponseDefinitionBuilder answer) {
        AtomicInteger number = new AtomicInteger();
        server.stubFor(any(anyUrl())
                .atPriority(FIRST)
                .andMatching(request -> MatchResult.of(requests.test(number.incrementAndGet())))
                .willReturn(answer));
    }

    private void restoreWorld() {
        server.resetAll();
        world();
    }

    private void assertHeals() {
        restoreWorld();
        time.pass(Duration.ofSeconds(5));

        assertComplete(poll());
        assertWorld(journal.log());
    }

    private static boolean isFlawless(PollResult result) {
        return result.fold(complete -> complete.problems().isEmpty(), failed -> false);
    }

    private static void assertComplete(PollResult result) {
        assertThat(isFlawless(result)).as("complete: %s", result).isTrue();
    }
}
