package io.mlopsexporter.source.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagerDutyCredentialsTest {
    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final FakeTime time = new FakeTime(PagerDutyTest.START);
    private final List<OkHttpApi> apis = new ArrayList<>();
    private final PagerDutyCredentials.OAuth settings =
            new PagerDutyCredentials.OAuth("app-1", Secret.of("s3cr&t"), "acme", "eu", PagerDutyCredentials.PATH);

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));
        server.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer pdus+1"))
                .willReturn(okJson("{}")));
        token("pdus+1", 3600);
    }

    @AfterEach
    void stop() {
        apis.forEach(OkHttpApi::close);
        server.stop();
    }

    @Test
    void token_isAskedForWithAFormOnce_andUsedUntilItsEnd() {
        HttpApi api = api(PagerDutyCredentials.oauth(settings, this::api));

        api.get("/incidents", Map.of());
        time.pass(Duration.ofMinutes(30));
        api.get("/incidents", Map.of());

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/oauth/token"))
                        .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                        .withFormParam("grant_type", equalTo("client_credentials"))
                        .withFormParam("client_id", equalTo("app-1"))
                        .withFormParam("client_secret", equalTo("s3cr&t"))
                        .withFormParam(
                                "scope",
                                equalTo("as_account-eu.acme incidents.read services.read change_events.read"
                                        + " custom_fields.read priorities.read")));
        time.pass(Duration.ofMinutes(30));
        api.get("/incidents", Map.of());
        server.verify(2, postRequestedFor(urlEqualTo("/oauth/token")));
    }

    @Test
    void revokedToken_isRenewedOnce() {
        HttpApi api = api(PagerDutyCredentials.oauth(settings, this::api));
        token("revoked", 3600);
        server.stubFor(get(anyUrl())
                .withHeader("Authorization", equalTo("Bearer revoked"))
                .willReturn(aResponse().withStatus(401)));

        assertThat(failure(api)).isInstanceOf(SourceError.Unauthorized.class);
        token("pdus+1", 3600);

        assertThat(api.get("/incidents", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void refusedClient_isAMatterOfTheCredential_andTheSecretIsNotTold() {
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(400)
                        .withBody("{\"error\":\"invalid_scope\",\"error_description\":\"not with s3cr&t\"}")));

        SourceError error = failure(api(PagerDutyCredentials.oauth(settings, this::api)));

        assertThat(error).isInstanceOf(SourceError.Unauthorized.class);
        assertThat(error.message())
                .contains("POST /oauth/token 400: not with ***", "as_account-eu.acme", "client id and secret")
                .doesNotContain("s3cr&t");
    }

    @Test
    void appWithoutTheUsefulScopes_getsATokenOfTheNeededOnes() {
        server.stubFor(post("/oauth/token")
                .atPriority(1)
                .withFormParam("scope", containing("change_events.read"))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_scope\"}")));
        HttpApi api = api(PagerDutyCredentials.oauth(settings, this::api));

        assertThat(api.get("/incidents", Map.of()).status()).isEqualTo(200);

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/oauth/token"))
                        .withFormParam("scope", equalTo("as_account-eu.acme incidents.read services.read")));
    }

    @Test
    void answerWithoutToken_isShown() {
        server.stubFor(post(anyUrl()).willReturn(okJson("{\"token_type\":\"bearer\"}")));

        SourceError error = failure(api(PagerDutyCredentials.oauth(settings, this::api)));

        assertThat(error.message()).contains("no access_token");
    }

    private void token(String token, int seconds) {
        server.stubFor(post("/oauth/token")
                .willReturn(okJson("{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(token, seconds))));
    }

    private static SourceError failure(HttpApi api) {
        return catchThrowableOfType(SourceException.class, () -> api.get("/incidents", Map.of()))
                .error();
    }

    private HttpApi api(Credential credential) {
        OkHttpApi api = new OkHttpApi(
                ApiSettings.of("pagerduty", server.baseUrl()), credential, time, time, new Telemetry("pagerduty"));
        apis.add(api);
        return api;
    }
}
