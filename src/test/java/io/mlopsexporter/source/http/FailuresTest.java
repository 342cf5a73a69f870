package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.BadPayload;
import io.mlopsexporter.source.SourceError.TimedOut;
import io.mlopsexporter.source.SourceError.Unauthorized;
import io.mlopsexporter.source.SourceError.Unavailable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest extends ApiTest {
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void serverError_isTriedThreeTimes(int status) {
        always(aResponse().withStatus(status).withBody("{\"message\":\"Server Error\"}"));

        assertThat(failure("/x"))
                .isEqualTo(new Unavailable(
                        "GET /x " + status + ": Server Error; the server failed; the next poll tries again"));
        server.verify(3, getRequestedFor(anyUrl()));
        assertThat(time.waits()).hasSize(2);
        assertThat(time.waits().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(time.waits().get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry(Integer.toString(status), 3L));
    }

    @Test
    void gatewayTimeout_isATimeout() {
        always(aResponse().withStatus(504));

        assertThat(failure("/x")).isInstanceOf(TimedOut.class);
    }

    @Test
    void passingFailure_isNotSeen() {
        server.stubFor(get("/x")
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(502))
                .willSetStateTo("well"));
        server.stubFor(get("/x").inScenario("s").whenScenarioStateIs("well").willReturn(okJson("{}")));

        assertThat(api.get("/x", Map.of()).status()).isEqualTo(200);
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry("200", 1L), Map.entry("502", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><head><title>Please log in</title></head></html>", "{\"a\":[1,2", "", "{} {}", "OK"})
    void bodyThatIsNoJson_isUnavailable(String body) {
        always(aResponse().withHeader("Content-Type", "text/html").withBody(body));

        SourceError error = failure("/x");

        assertThat(error).isInstanceOf(Unavailable.class);
        assertThat(error.message())
                .startsWith("GET /x 200")
                .contains("expected JSON")
                .contains("text/html");
        server.verify(3, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void brokenConnection_isUnavailable(Fault fault) {
        always(aResponse().withStatus(200).withBody("{\"a\":1}").withFault(fault));

        assertThat(failure("/x")).isInstanceOf(Unavailable.class);
    }

    @Test
    void noAnswerInTime_isATimeout() {
        use(ApiSettings.Bounds.USUAL);
        always(okJson("{}").withFixedDelay(1_000));

        SourceError error = failure("/x");

        assertThat(error).isInstanceOf(TimedOut.class);
        assertThat(error.message()).startsWith("GET /x: no complete answer from localhost:");
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry("timeout", 3L));
    }

    @Test
    void bodyThatTrickles_isATimeout() {
        always(okJson("[" + "1,".repeat(500) + "1]").withChunkedDribbleDelay(30, 6_000));

        assertThat(failure("/x")).isInstanceOf(TimedOut.class);
    }

    @ParameterizedTest
    @CsvSource({
        "404,NotFound",
        "410,NotFound",
        "451,NotFound",
        "400,BadPayload",
        "409,BadPayload",
        "422,BadPayload",
        "402,NotIncluded",
    })
    void refusal_isNotRepeated(int status, String kind) {
        always(aResponse().withStatus(status).withBody("{\"error_code\":\"X\",\"message\":\"no such model\"}"));

        SourceError error = failure("/x");

        assertThat(error.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(error.message()).startsWith("GET /x " + status + ": no such model; ");
        server.verify(1, getRequestedFor(anyUrl()));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void badCredential_isTriedOnceMore() {
        always(aResponse().withStatus(401).withBody("{\"message\":\"Bad credentials\"}"));

        assertThat(failure("/x"))
                .isEqualTo(new Unauthorized("GET /x 401: Bad credentials; the credential is wrong or expired; renew"
                        + " the token or password"));
        server.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void hostThatMlflowDoesNotKnow_isExplained() {
        always(aResponse().withStatus(403).withBody("Invalid Host header - possible DNS rebinding attack detected"));

        assertThat(failure("/x").message()).contains("--allowed-hosts");
    }

    @Test
    void tooLongBody_isRefused() {
        use(ApiSettings.Bounds.USUAL.withMaxBodyBytes(1_000));
        always(okJson("[" + "1,".repeat(500) + "1]"));

        SourceError error = failure("/x");

        assertThat(error).isInstanceOf(BadPayload.class);
        assertThat(error.message())
                .isEqualTo("GET /x 200: the answer is longer than 1000 bytes; ask for smaller pages");
    }

    @Test
    void message_isOneShortLineWithoutControlCharactersOrSecrets() {
        always(aResponse()
                .withStatus(400)
                .withBody("bad\u0007 token " + TOKEN + "\tfor you " + "x".repeat(300) + "\nnext"));

        assertThat(failure("/x?token=abc").message())
                .startsWith("GET /x?token=*** 400: bad token *** for you xxx")
                .doesNotContain(TOKEN, "next", "abc")
                .matches("\\P{Cntrl}{200,400}");
    }

    @Test
    void nobodyListens_saysWhatToCheck() {
        server.stop();

        SourceError error = failure("/x");

        assertThat(error).isInstanceOf(Unavailable.class);
        assertThat(error.message()).contains("no connection to localhost:").contains("check that the server runs");
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry("error", 3L));
    }

    private void always(ResponseDefinitionBuilder answer) {
        server.stubFor(get(anyUrl()).willReturn(answer));
    }
}
