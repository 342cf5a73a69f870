package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.RenewedCredential.Token;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CredentialsTest extends ApiTest {
    private final AtomicInteger fetched = new AtomicInteger();
    private final RenewedCredential credential = new RenewedCredential(
            () -> new Token(
                    Authorization.header("Authorization", "Bearer ", "token-" + fetched.incrementAndGet()),
                    time.instant().plus(Duration.ofHours(1))),
            time);

    @Test
    void refusedToken_isRenewedOnceAndTheRequestRepeated() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));
        server.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-2"))
                .willReturn(okJson("{}")));

        try (OkHttpApi renewing = with(credential)) {
            assertThat(renewing.get("/x", Map.of()).status()).isEqualTo(200);
        }
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void token_isKeptUntilShortlyBeforeItsEnd() {
        credential.authorization();
        time.pass(Duration.ofMinutes(57));
        credential.authorization();
        assertThat(fetched).hasValue(1);

        time.pass(Duration.ofMinutes(1));

        credential.authorization();
        assertThat(fetched).hasValue(2);
    }

    @Test
    void missingSecret_endsTheRequestBeforeItIsSent() {
        try (OkHttpApi without = with(Credential.bearer(Secret.environment("GITHUB_TOKEN", Map.of())))) {
            SourceError error = failureOf(() -> without.get("/x", Map.of()));

            assertThat(error).isInstanceOf(SourceError.Unauthorized.class);
            assertThat(error.message()).contains("GITHUB_TOKEN");
        }
        assertThat(telemetry.snapshot().requests()).isEmpty();
    }

    @Test
    void clientWithoutCredential_sendsNone() {
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        try (OkHttpApi open = with(Credential.none())) {
            open.get("/x", Map.of());
        }

        assertThat(server.getAllServeEvents().get(0).getRequest().containsHeader("Authorization"))
                .isFalse();
    }

    @Test
    void interruptedWait_endsAtOnce() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));
        AtomicInteger waits = new AtomicInteger();
        try (OkHttpApi waiting = new OkHttpApi(
                ApiSettings.of("github", server.baseUrl()),
                Credential.none(),
                time,
                any -> {
                    waits.incrementAndGet();
                    throw new InterruptedException();
                },
                telemetry)) {
            SourceError error = failureOf(() -> waiting.get("/x", Map.of()));

            assertThat(error.message()).isEqualTo("GET /x: given up while waiting, for the program ends");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(waits).hasValue(1);
    }

    @Test
    void closedClient_triesNothingAgain() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(502)));
        api.close();

        assertThat(failure("/x").message()).isEqualTo("GET /x: given up, for the client is closed");
        assertThat(time.waits()).isEmpty();
    }

    private OkHttpApi with(Credential other) {
        return new OkHttpApi(ApiSettings.of("github", server.baseUrl()), other, time, time, telemetry);
    }
}
