package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.Unavailable;
import io.mlopsexporter.source.http.Telemetry.Circuit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CircuitTest extends ApiTest {
    @Test
    void repeatedFailures_openTheCircuit() {
        fail(502);

        SourceError error = failure("/y");

        assertThat(error).isInstanceOf(Unavailable.class);
        assertThat(error.message())
                .startsWith("GET /y not sent: the circuit is open for some seconds after repeated failures")
                .contains("GET /x 502");
        server.verify(10, getRequestedFor(anyUrl()));
        assertThat(telemetry.snapshot().circuit()).isEqualTo(Circuit.OPEN);
    }

    @Test
    void pollAfterTheFault_findsItsWay() {
        fail(502);
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        time.pass(Duration.ofSeconds(5));

        assertThat(api.get("/x", Map.of()).status()).isEqualTo(200);
        assertThat(telemetry.snapshot().circuit()).isEqualTo(Circuit.HALF_OPEN);
        assertThat(api.get("/x", Map.of()).status()).isEqualTo(200);
        assertThat(telemetry.snapshot().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void faultThatGoesOn_opensItAgain() {
        fail(502);
        time.pass(Duration.ofSeconds(5));

        failure("/x");

        assertThat(telemetry.snapshot().circuit()).isEqualTo(Circuit.OPEN);
        server.verify(12, getRequestedFor(anyUrl()));
    }

    @Test
    void refusals_leaveItClosed() {
        for (int status : new int[] {400, 401, 403, 404}) {
            fail(status);
        }

        assertThat(telemetry.snapshot().circuit()).isEqualTo(Circuit.CLOSED);
    }

    private void fail(int status) {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));
        for (int request = 0; request < 4; request++) {
            failure("/x");
        }
    }
}
