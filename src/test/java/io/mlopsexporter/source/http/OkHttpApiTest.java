package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.HttpApi.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OkHttpApiTest extends ApiTest {
    @Test
    void get_sendsHeadersCredentialAndQuery() {
        server.stubFor(get(urlEqualTo("/things?per_page=100")).willReturn(okJson("{\"id\":3881429895}")));

        Answer answer = api.get("/things", Map.of("per_page", "100"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.notModified()).isFalse();
        assertThat(answer.body().path("id").asLong()).isEqualTo(3_881_429_895L);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        server.verify(getRequestedFor(urlEqualTo("/things?per_page=100"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withHeader("User-Agent", equalTo("mlops-exporter"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void post_sendsJsonToAUrlBesideTheBase() {
        server.stubFor(post("/api/graphql").willReturn(okJson("{\"data\":{}}")));

        Answer answer = api.post(
                server.baseUrl() + "/api/graphql",
                JsonNodeFactory.instance.objectNode().put("a", 1));

        assertThat(answer.body().path("data").isObject()).isTrue();
        server.verify(postRequestedFor(urlEqualTo("/api/graphql"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"a\":1}")));
    }

    @Test
    void repeatedParameter_mayStandInThePath() {
        server.stubFor(get(urlEqualTo("/incidents?statuses[]=triggered&statuses[]=acknowledged&limit=100"))
                .willReturn(okJson("{}")));

        Answer answer = api.get("/incidents?statuses[]=triggered&statuses[]=acknowledged", Map.of("limit", "100"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void noContent_isAMissingBody() {
        server.stubFor(get("/x").willReturn(aResponse().withStatus(204)));

        assertThat(api.get("/x", Map.of()).body().isMissingNode()).isTrue();
    }

    @Test
    void gzippedBody_isUnpacked() {
        server.stubFor(get("/x").willReturn(okJson("{\"long\":\"" + "x".repeat(10_000) + "\"}")));

        assertThat(api.get("/x", Map.of()).body().path("long").asText()).hasSize(10_000);
        server.verify(getRequestedFor(urlEqualTo("/x")).withHeader("Accept-Encoding", containing("gzip")));
    }

    @ParameterizedTest
    @CsvSource({"2,0", "-2,0", "3,3", "300,300", "-300,-300"})
    void now_followsTheServersClockButNotItsNoise(int ahead, int corrected) {
        server.stubFor(get("/x").willReturn(okJson("{}").withHeader("Date", httpDate(START.plusSeconds(ahead)))));

        api.get("/x", Map.of());

        assertThat(api.now()).isEqualTo(START.plusSeconds(corrected));
    }

    @Test
    void ceiling_spreadsRequests() {
        server.stubFor(get("/x").willReturn(okJson("{}")));
        try (OkHttpApi slow = new OkHttpApi(
                ApiSettings.of("github", server.baseUrl())
                        .withBounds(ApiSettings.Bounds.USUAL.withRequestsPerSecond(1)),
                Credential.none(),
                time,
                time,
                telemetry)) {
            for (int request = 0; request < 4; request++) {
                slow.get("/x", Map.of());
            }
        }

        assertThat(time.instant()).isAfter(START.plusSeconds(2));
    }

    @Test
    void unknownHost_saysWhatToCheck() {
        try (OkHttpApi lost = at("http://no-such-host.invalid")) {
            assertThat(failureOf(() -> lost.get("/x", Map.of())).message())
                    .startsWith("GET /x: the host name no-such-host.invalid is not known; check ");
        }
    }

    @Test
    void untrustedCertificate_saysWhatToCheck() {
        WireMockServer secure =
                new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
        secure.start();
        try (OkHttpApi distrusting = at("https://localhost:" + secure.httpsPort())) {
            SourceError error = failureOf(() -> distrusting.get("/x", Map.of()));

            assertThat(error).isInstanceOf(SourceError.Unavailable.class);
            assertThat(error.message()).contains("no secure connection").contains("trust store");
        } finally {
            secure.stop();
        }
    }

    private OkHttpApi at(String url) {
        return new OkHttpApi(ApiSettings.of("github", url), Credential.none(), time, time, telemetry);
    }
}
