package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.RateLimited;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest extends ApiTest {
    private static final String SECONDARY = "{\"message\":\"You have exceeded a secondary rate limit and have been"
            + " temporarily blocked from content creation. Please retry your request again later.\","
            + "\"documentation_url\":\"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api\"}";
    private static final String PLAIN = "{\"message\":\"Resource not accessible by integration\"}";

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void retryAfterInSeconds_isWaitedThrough(int status) {
        first(refusal(status, SECONDARY).withHeader("Retry-After", "30"));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"403,0", "403,300", "429,-300"})
    void retryAfterAsDate_isReadByTheServersClock(int status, int skew) {
        Instant server = START.plusSeconds(skew);
        first(refusal(status, SECONDARY)
                .withHeader("Date", httpDate(server))
                .withHeader("Retry-After", httpDate(server.plusSeconds(40))));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(40));
        assertThat(api.now()).isEqualTo(START.plusSeconds(40 + skew));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void limitedByHeaderWithoutRetryAfter_waitsAMinute(int status) {
        first(refusal(status, PLAIN)
                .withHeader("gh-limited-by", "search-elapsed-time-shared-grouped")
                .withHeader("x-ratelimit-limit", "5000")
                .withHeader("x-ratelimit-remaining", "4000")
                .withHeader("x-ratelimit-reset", epoch(START.plusSeconds(1800))));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void onlyTheWordsOfASecondaryLimit_waitAMinute(int status) {
        first(refusal(status, SECONDARY));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void bare429_doublesItsWaitUntilThePatienceEnds() {
        server.stubFor(get(anyUrl()).willReturn(refusal(429, "")));

        assertLimited(failure("/x"), "GET /x 429", START.plusSeconds(60 + 120));
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
        server.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void pauseOfTheWholeApi_holdsForOtherPathsWithoutAsking() {
        server.stubFor(get("/x").willReturn(refusal(429, SECONDARY).withHeader("Retry-After", "600")));

        failure("/x");
        SourceError other = failure("/y");

        assertLimited(other, "GET /y not sent: the API has asked us to pause", START.plusSeconds(600));
        server.verify(0, getRequestedFor(urlEqualTo("/y")));
        time.pass(Duration.ofMinutes(10));
        server.stubFor(get("/y").willReturn(okJson("{}")));
        assertThat(api.get("/y", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void plain403_isUnauthorizedAndNotRepeated() {
        server.stubFor(get(anyUrl())
                .willReturn(refusal(403, PLAIN)
                        .withHeader("x-ratelimit-remaining", "4999")
                        .withHeader("x-accepted-github-permissions", "deployments=read")));

        assertThat(failure("/x"))
                .isEqualTo(new SourceError.Unauthorized("GET /x 403: Resource not accessible by integration;"
                        + " grant the credential one of: deployments=read"));
        server.verify(1, getRequestedFor(anyUrl()));
        assertThat(time.waits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403,0", "429,0", "403,300", "403,-300"})
    void exhaustedBudget_isWaitedForByTheServersClock(int status, int skew) {
        Instant server = START.plusSeconds(skew);
        first(exhausted(status, server, server.plusSeconds(50)));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, -300})
    void exhaustedBudgetForLong_tellsUntilWhenByOurClock(int skew) {
        Instant theirs = START.plusSeconds(skew);
        server.stubFor(get(anyUrl()).willReturn(exhausted(403, theirs, theirs.plusSeconds(1500))));

        assertLimited(failure("/x"), "GET /x 403: API rate limit exceeded for user ID 1.", START.plusSeconds(1500));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void pagerDutysReset_isSecondsFromNow() {
        first(refusal(429, "{\"error\":{\"message\":\"Rate Limit Exceeded\",\"code\":2020}}")
                .withHeader("ratelimit-limit", "960")
                .withHeader("ratelimit-remaining", "0")
                .withHeader("ratelimit-reset", "25"));

        assertThat(answers()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(25));
        assertThat(telemetry.snapshot().remaining()).containsEntry("default", 0L);
    }

    @Test
    void graphQlSaysItWith200() {
        server.stubFor(post("/graphql")
                .willReturn(okJson("{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}")
                        .withHeader("x-ratelimit-limit", "5000")
                        .withHeader("x-ratelimit-remaining", "0")
                        .withHeader("x-ratelimit-resource", "graphql")
                        .withHeader("x-ratelimit-reset", epoch(START.plusSeconds(2000)))));

        assertThatThrownBy(() -> api.post("/graphql", JsonNodeFactory.instance.objectNode()))
                .asInstanceOf(type(SourceException.class))
                .extracting(SourceException::error)
                .asInstanceOf(type(RateLimited.class))
                .extracting(RateLimited::until)
                .isEqualTo(START.plusSeconds(2000));
    }

    @Test
    void graphQlSaysTheSecondaryLimitInWords() {
        server.stubFor(post("/graphql").willReturn(okJson(SECONDARY).withHeader("Retry-After", "700")));

        SourceError error = failureOf(() -> api.post("/graphql", JsonNodeFactory.instance.objectNode()));

        assertLimited(error, "POST /graphql 200: You have exceeded a secondary", START.plusSeconds(700));
    }

    @Test
    void limitThatSaysNow_isNotHammered() {
        server.stubFor(get(anyUrl()).willReturn(refusal(429, "").withHeader("Retry-After", "0")));

        assertThat(failure("/x")).isInstanceOf(RateLimited.class);
        assertThat(time.waits()).hasSize(90).allMatch(Duration.ofSeconds(1)::equals);
    }

    private boolean answers() {
        return api.get("/x", Map.of()).body().path("fine").asBoolean();
    }

    /** Refuses once, and is fine then. */
    private void first(ResponseDefinitionBuilder refusal) {
        server.stubFor(get("/x")
                .inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(refusal)
                .willSetStateTo("over"));
        server.stubFor(get("/x").inScenario("limit").whenScenarioStateIs("over").willReturn(okJson("{\"fine\":true}")));
    }

    private static ResponseDefinitionBuilder refusal(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }

    private static ResponseDefinitionBuilder exhausted(int status, Instant date, Instant reset) {
        return refusal(status, "{\"message\":\"API rate limit exceeded for user ID 1.\"}")
                .withHeader("Date", httpDate(date))
                .withHeader("x-ratelimit-limit", "5000")
                .withHeader("x-ratelimit-remaining", "0")
                .withHeader("x-ratelimit-resource", "core")
                .withHeader("x-ratelimit-reset", epoch(reset));
    }

    private static String epoch(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }

    private static void assertLimited(SourceError error, String message, Instant until) {
        assertThat(error.message()).startsWith(message).contains(until.toString());
        assertThat(error).isInstanceOf(RateLimited.class);
        assertThat(((RateLimited) error).until()).isEqualTo(until);
    }
}
