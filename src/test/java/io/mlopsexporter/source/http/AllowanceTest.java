package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client knows of limits, told to another one behind the same credential, whose clock is an hour behind. */
class AllowanceTest extends ApiTest {
    private final FakeTime otherTime = new FakeTime(START.minusSeconds(3600));
    private final Telemetry otherTelemetry = new Telemetry("github");
    private OkHttpApi other = api;

    @AfterEach
    void closeOther() {
        other.close();
    }

    @Test
    void pause_isKeptByBoth_untilItsEnd() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "600"));
        assertThatThrownBy(() -> api.get("/repos/a/b", Map.of())).isInstanceOf(SourceException.class);

        other().hear(api.tell(), Duration.ofSeconds(20));
        assertThatThrownBy(() -> other.get("/repos/a/b", Map.of()))
                .hasMessageContaining("the API has asked us to pause until 2026-11-23T09:09:40Z");
        server.verify(1, getRequestedFor(anyUrl()));

        answer(okJson("{}"));
        otherTime.await(Duration.ofSeconds(581));
        assertThat(other.get("/repos/a/b", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void reserveOfABudget_isLeftByBoth() {
        answer(okJson("{}")
                .withHeader("Date", httpDate(START))
                .withHeader("x-ratelimit-limit", "5000")
                .withHeader("x-ratelimit-remaining", "400")
                .withHeader(
                        "x-ratelimit-reset",
                        Long.toString(START.plusSeconds(1800).getEpochSecond()))
                .withHeader("x-ratelimit-resource", "core"));
        api.get("/repos/a/b", Map.of());

        other().hear(api.tell(), Duration.ZERO);
        assertThatThrownBy(() -> other.get("/repos/c/d", Map.of()))
                .hasMessageContaining("400 of 5000 requests (core) are left until 2026-11-23T09:30:00Z");
        server.verify(1, getRequestedFor(anyUrl()));
        assertThat(otherTelemetry.snapshot().remaining()).containsEntry("core", 400L);
        otherTime.await(Duration.ofMinutes(31));
        assertThat(other.get("/repos/c/d", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void whatIsKnownBetterHere_stays() {
        answer(budget(3000));
        other().get("/repos/a/b", Map.of());
        String before = other.tell();
        answer(budget(2000));
        other.get("/repos/a/b", Map.of());

        other.hear(before, Duration.ZERO);
        assertThat(other.tell()).contains("\"remaining\":2000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "5",
                "null",
                "{}",
                "{\"pauseMillis\":-1}",
                "{\"pauseMillis\":99999999999999}",
                "{\"budgets\":{\"core\":null}}",
                "{\"later\":true}"
            })
    void whatIsNoSuchText_saysNothing(String told) {
        answer(okJson("{}"));
        other().hear(told, Duration.ZERO);
        assertThat(other.get("/repos/a/b", Map.of()).status()).isEqualTo(200);
        assertThat(other.tell()).isEmpty();
    }

    private ResponseDefinitionBuilder budget(int remaining) {
        Instant reset = otherTime.instant().plusSeconds(1800);
        return okJson("{}")
                .withHeader("Date", httpDate(otherTime.instant()))
                .withHeader("x-ratelimit-limit", "5000")
                .withHeader("x-ratelimit-remaining", Integer.toString(remaining))
                .withHeader("x-ratelimit-reset", Long.toString(reset.getEpochSecond()));
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(get(anyUrl()).willReturn(answer));
    }

    private OkHttpApi other() {
        ApiSettings settings = ApiSettings.of("github", server.baseUrl());
        other = new OkHttpApi(settings, Credential.bearer(Secret.of(TOKEN)), otherTime, otherTime, otherTelemetry);
        return other;
    }
}
