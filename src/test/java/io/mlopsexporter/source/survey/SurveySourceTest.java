package io.mlopsexporter.source.survey;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.mlopsexporter.source.PollResults.complete;
import static io.mlopsexporter.source.PollResults.failed;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that changes, breaks and heals, as a file and at a URL. */
final class SurveySourceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HEADER = "timestamp,satisfaction,recommendation,name\n";
    private static final String ONE = HEADER + "2026-10-01T08:00:00Z,4,9,Jane Doe\n";
    private static final String TWO = ONE + "2026-10-02T08:00:00Z,2,3,John Doe\n";

    @TempDir
    private Path folder = Path.of("");

    private final FakeTime time = new FakeTime(NOW);
    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void aFile_isReadAgainWhenItChanges_andOnlyThen() throws IOException {
        Path file = write(ONE);
        SurveySource source = source(Place.file(file, time));
        assertThat(complete(source.poll(journal)).asOf()).isEqualTo(NOW);
        assertThat(answers()).hasValue(1);

        time.pass(Duration.ofMinutes(5));
        assertThat(complete(source.poll(journal)).asOf()).as("looked at").isEqualTo(NOW.plusSeconds(300));
        assertThat(journal.batches()).hasSize(1);

        write(TWO);
        complete(source.poll(journal));
        assertThat(answers()).hasValue(2);
        assertThat(journal.log().toString()).doesNotContain("Doe");
    }

    @Test
    void aFileThatBreaks_leavesTheAnswersAsTheyWere_andSaysWhy() throws IOException {
        Path file = write(TWO);
        SurveySource source = source(Place.file(file, time));
        complete(source.poll(journal));

        write("");
        assertThat(failed(source.poll(journal)))
                .isInstanceOf(SourceError.BadPayload.class)
                .asString()
                .contains("survey.csv is empty");
        write("<html>Log in</html>");
        assertThat(failed(source.poll(journal)).message()).contains("survey.csv is a web page");
        Files.delete(file);
        assertThat(failed(source.poll(journal)))
                .isInstanceOf(SourceError.NotFound.class)
                .asString()
                .contains(file.toString(), "does not exist");
        assertThat(answers()).hasValue(2);

        write(ONE);
        complete(source.poll(journal));
        assertThat(answers()).hasValue(1);
    }

    @Test
    void unusableRows_areProblemsAndCounted_onceHoweverOftenRead() throws IOException {
        write(TWO + "2026-10-03T08:00:00Z,9,3,Jack Doe\nnever,1,1,Jill Doe\n");
        SurveySource source = source(Place.file(folder.resolve("survey.csv"), time));
        var problems = complete(source.poll(journal)).problems();
        assertThat(problems)
                .containsExactly(
                        new PollResult.Problem("platform", "1 x off_the_scale, in row 4"),
                        new PollResult.Problem("platform", "1 x unreadable_time, in row 5"));
        assertThat(complete(source.poll(journal)).problems()).isEqualTo(problems);
        assertThat(source.skipped()).isEqualTo(Map.of("off_the_scale", 1L, "unreadable_time", 1L));
    }

    @Test
    void aUrl_isAskedConditionally_andItsFailuresAreShown() {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        try (OkHttpApi api = api(server, Credential.bearer(Secret.of("s3cret-of-the-test")))) {
            SurveySource source = source(Place.url(server.baseUrl() + "/export?output=csv", api));
            server.stubFor(get(urlEqualTo("/export?output=csv"))
                    .withHeader("Authorization", equalTo("Bearer s3cret-of-the-test"))
                    .willReturn(ok(TWO).withHeader("ETag", "\"1\"")));
            complete(source.poll(journal));
            assertThat(answers()).hasValue(2);

            server.stubFor(get(urlEqualTo("/export?output=csv"))
                    .withHeader("If-None-Match", equalTo("\"1\""))
                    .willReturn(aResponse().withStatus(304)));
            complete(source.poll(journal));
            assertThat(journal.batches()).hasSize(1);

            server.stubFor(get(urlEqualTo("/export?output=csv"))
                    .willReturn(ok("<!doctype html><title>Sign in</title>").withHeader("Content-Type", "text/html")));
            assertThat(failed(source.poll(journal)).message()).contains("is a web page");
            server.stubFor(
                    get(urlEqualTo("/export?output=csv")).willReturn(aResponse().withStatus(404)));
            assertThat(failed(source.poll(journal))).isInstanceOf(SourceError.NotFound.class);
            server.stubFor(get(urlEqualTo("/export?output=csv"))
                    .willReturn(temporaryRedirect("https://elsewhere.example.com/login")));
            assertThat(failed(source.poll(journal)).message())
                    .contains("leads to https://elsewhere.example.com", "credential")
                    .doesNotContain("s3cret");
            assertThat(answers()).hasValue(2);
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutACredential_aRedirectToAnotherHostIsNotFollowedInTheClear() {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        try (OkHttpApi api = api(server, Credential.none())) {
            SurveySource source = source(Place.url(server.baseUrl() + "/pub", api));
            server.stubFor(get(urlEqualTo("/pub")).willReturn(temporaryRedirect("/sheet")));
            server.stubFor(get(urlEqualTo("/sheet")).willReturn(ok(ONE)));
            complete(source.poll(journal));
            assertThat(answers()).hasValue(1);

            server.stubFor(get(urlEqualTo("/pub")).willReturn(temporaryRedirect("http://elsewhere.example.com/sheet")));
            assertThat(failed(source.poll(journal)).message()).contains("leads to http://elsewhere.example.com");
        } finally {
            server.stop();
        }
    }

    private OkHttpApi api(WireMockServer server, Credential credential) {
        return new OkHttpApi(
                ApiSettings.of("survey-platform", server.baseUrl()),
                credential,
                time,
                time,
                new Telemetry("survey-platform"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("survey.csv"), text);
    }

    private Optional<Integer> answers() {
        return Optional.ofNullable(journal.log().platformFacts().get("survey-platform/answers"))
                .map(SurveyAnswers.class::cast)
                .map(found -> found.responses().size());
    }

    private static SurveySource source(Place place) {
        var none = Optional.<String>empty();
        return new SurveySource(
                new SurveySettings(
                        "survey-platform",
                        "platform",
                        new SurveySettings.Columns(none, none, none, none),
                        1,
                        5,
                        Map.of(),
                        none,
                        Optional.empty(),
                        Optional.empty()),
                place);
    }
}
