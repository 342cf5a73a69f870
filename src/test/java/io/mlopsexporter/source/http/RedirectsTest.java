package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceError.BadPayload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectsTest extends ApiTest {
    @Test
    void renamedRepository_isFollowed() {
        redirect("/repos/acme/old", server.baseUrl() + "/repositories/7");
        server.stubFor(get("/repositories/7").willReturn(okJson("{\"id\":7}")));

        assertThat(api.get("/repos/acme/old", Map.of()).body().path("id").asInt())
                .isEqualTo(7);
    }

    @Test
    void otherHost_neverGetsTheCredential() {
        WireMockServer other = new WireMockServer(wireMockConfig().dynamicPort());
        other.start();
        try {
            redirect("/x", other.baseUrl() + "/x");

            SourceError error = failure("/x");

            assertThat(error).isInstanceOf(BadPayload.class);
            assertThat(error.message()).contains(":" + other.port()).contains(":" + server.port());
            other.verify(0, getRequestedFor(anyUrl()));
        } finally {
            other.stop();
        }
    }

    @Test
    void loop_ends() {
        redirect("/a", "/b");
        redirect("/b", "/a");

        assertThat(failure("/a").message()).isEqualTo("GET /a: redirected more than 5 times; check the configured URL");
        server.verify(6, getRequestedFor(anyUrl()));
    }

    @Test
    void post_isNotRedirected() {
        server.stubFor(post("/graphql").willReturn(aResponse().withStatus(307).withHeader("Location", "/other")));

        SourceError error = failureOf(() -> api.post("/graphql", JsonNodeFactory.instance.objectNode()));

        assertThat(error).isInstanceOf(BadPayload.class);
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void absoluteUrlOfAnotherHost_isRefused() {
        assertThat(failure("https://elsewhere.example/x").message()).contains("https://elsewhere.example:443");
        assertThat(telemetry.snapshot().requests()).isEmpty();
    }

    private void redirect(String from, String to) {
        server.stubFor(get(from).willReturn(aResponse().withStatus(301).withHeader("Location", to)));
    }
}
