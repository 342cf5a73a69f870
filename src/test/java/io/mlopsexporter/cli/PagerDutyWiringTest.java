package io.mlopsexporter.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.source.PollResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyWiringTest {
    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(post("/oauth/token").willReturn(okJson("{\"access_token\": \"pdus+1\", \"expires_in\": 3600}")));
        server.stubFor(get(urlPathMatching("/.*"))
                .withHeader("Authorization", equalTo("Bearer pdus+1"))
                .willReturn(okJson("{\"incidents\": [], \"services\": [], \"change_events\": [], \"fields\": []}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** With a path as in the default, or without any. */
    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", ""})
    void oauthClient_asksForItsTokenAtTheConfiguredUrl(String path) throws IOException {
        PollResult result = poll("identity_url: \"%s\"".formatted(server.baseUrl() + path));

        assertThat(result).isInstanceOf(PollResult.Complete.class);
        assertThat(((PollResult.Complete) result).problems()).isEmpty();
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/oauth/token"))
                        .withFormParam("client_id", equalTo("app-1"))
                        .withFormParam("client_secret", equalTo("s3cret"))
                        .withFormParam(
                                "scope",
                                equalTo("as_account-eu.acme incidents.read services.read"
                                        + " change_events.read custom_fields.read priorities.read")));
    }

    @Test
    void refusedOauthClient_isSaidWithTheScopesItNeeds() throws IOException {
        server.stubFor(post("/oauth/token")
                .atPriority(1)
                .willReturn(okJson("{\"error\": \"invalid_scope\"}").withStatus(400)));

        String message = poll("identity_url: \"%s/oauth/token\"".formatted(server.baseUrl()))
                .fold(complete -> "complete", failed -> failed.error().message());

        assertThat(message)
                .contains("POST /oauth/token 400: invalid_scope")
                .contains("asked for the scope \"as_account-eu.acme incidents.read services.read\"")
                .doesNotContain("s3cret");
    }

    private PollResult poll(String identity) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        Config config = ConfigReader.parse("""
                pagerduty:
                  - api_url: "%s"
                    oauth: {client_id: app-1, client_secret_file: "%s", subdomain: acme, region: eu, %s}
                """.formatted(server.baseUrl(), secret, identity), "test");
        try (Wired wired = new PagerDutyWiring(config, InstantSource.system(), GitHubWiring.Pace.LOOPBACK)
                .wire(config.pagerDuty().get(0))) {
            return wired.source().poll(new Scratch());
        }
    }
}
