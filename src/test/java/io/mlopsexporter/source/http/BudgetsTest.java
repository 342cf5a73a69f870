package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.RateLimited;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetsTest extends ApiTest {
    private static final Instant RESET = START.plusSeconds(1800);

    @Test
    void lastTenth_isLeftToOthersUntilTheReset() {
        left("/repos/.*", "core", 500);
        api.get("/repos/a", Map.of());

        SourceError error = failure("/repos/b");

        assertThat(error).isInstanceOf(RateLimited.class);
        assertThat(((RateLimited) error).until()).isEqualTo(RESET);
        assertThat(error.message())
                .startsWith("GET /repos/b not sent: 500 of 5000 requests (core) are left until 2026-11-23T10:30:00Z");
        server.verify(0, getRequestedFor(urlEqualTo("/repos/b")));
        time.pass(Duration.ofMinutes(30));
        left("/repos/.*", "core", 4999);
        assertThat(api.get("/repos/b", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void resourcesAreBudgetedApart() {
        left("/repos/.*", "core", 100);
        left("/search/.*", "search", 4000);
        api.get("/repos/a", Map.of());
        api.get("/search/issues", Map.of());

        assertThat(api.get("/search/issues", Map.of()).status()).isEqualTo(200);
        assertThat(failure("/repos/a")).isInstanceOf(RateLimited.class);
        assertThat(telemetry.snapshot().remaining())
                .containsExactly(Map.entry("core", 100L), Map.entry("search", 4000L));
    }

    @Test
    void lastQuarter_isSpreadOverTheTimeToTheReset() {
        left("/repos/.*", "core", 1250);
        api.get("/repos/a", Map.of());
        assertThat(time.waits()).isEmpty();

        api.get("/repos/b", Map.of());

        assertThat(time.waits()).containsExactly(Duration.ofMinutes(30).dividedBy(1250 - 500));
    }

    @Test
    void pace_isAFewSecondsAtMost() {
        left("/repos/.*", "core", 501);
        api.get("/repos/a", Map.of());

        api.get("/repos/b", Map.of());

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void conditionalRequest_mayGoIntoHalfOfTheReserve() {
        server.stubFor(
                get(urlPathMatching("/repos/.*")).willReturn(budget("core", 251).withHeader("ETag", "\"1\"")));
        api.get("/repos/a", Map.of());

        assertThat(api.get("/repos/a", Map.of()).status()).isEqualTo(200);
        assertThat(failure("/repos/b")).isInstanceOf(RateLimited.class);
        server.stubFor(
                get(urlPathMatching("/repos/.*")).willReturn(budget("core", 250).withHeader("ETag", "\"1\"")));
        api.get("/repos/a", Map.of());
        assertThat(failure("/repos/a")).isInstanceOf(RateLimited.class);
    }

    @Test
    void withoutHeaders_thereIsNoLimit() {
        server.stubFor(get(urlPathMatching("/repos/.*")).willReturn(okJson("{}")));

        for (int request = 0; request < 50; request++) {
            api.get("/repos/a", Map.of());
        }

        assertThat(time.waits()).isEmpty();
        assertThat(telemetry.snapshot().remaining()).isEmpty();
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry("200", 50L));
    }

    @Test
    void shortWaitForTheReset_isWaitedThrough() {
        left("/repos/.*", "core", 100);
        api.get("/repos/a", Map.of());
        time.pass(Duration.ofMinutes(30).minusSeconds(20));
        left("/repos/.*", "core", 100);

        assertThat(api.get("/repos/a", Map.of()).status()).isEqualTo(200);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(20));
    }

    private void left(String path, String resource, int remaining) {
        server.stubFor(get(urlPathMatching(path)).willReturn(budget(resource, remaining)));
    }

    private static ResponseDefinitionBuilder budget(String resource, int remaining) {
        return okJson("{}")
                .withHeader("x-ratelimit-limit", "5000")
                .withHeader("x-ratelimit-remaining", Integer.toString(remaining))
                .withHeader("x-ratelimit-resource", resource)
                .withHeader("x-ratelimit-reset", Long.toString(RESET.getEpochSecond()));
    }
}
