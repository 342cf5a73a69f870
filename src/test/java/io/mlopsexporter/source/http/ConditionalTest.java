package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.http.HttpApi.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class ConditionalTest extends ApiTest {
    @Test
    void notModified_givesTheRememberedBodyAndTheNewHeaders() {
        server.stubFor(get(anyUrl())
                .willReturn(
                        okJson("{\"v\":1}").withHeader("ETag", "W/\"weak\"").withHeader("Link", "<x>; rel=\"last\"")));
        Answer fresh = api.get("/x", Map.of());
        // Recorded: a 304 names the strong form of a weak ETag.
        server.stubFor(get(anyUrl())
                .withHeader("If-None-Match", equalTo("W/\"weak\""))
                .willReturn(aResponse()
                        .withStatus(304)
                        .withHeader("ETag", "\"weak\"")
                        .withHeader("x-new", "1")));

        Answer again = api.get("/x", Map.of());
        Answer oncemore = api.get("/x", Map.of());

        assertThat(fresh.notModified()).isFalse();
        assertThat(again.notModified()).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(fresh.body());
        assertThat(again.headers()).containsEntry("link", "<x>; rel=\"last\"").containsEntry("x-new", "1");
        assertThat(oncemore.notModified()).isTrue();
        assertThat(telemetry.snapshot().requests()).containsExactly(Map.entry("200", 1L), Map.entry("304", 2L));
    }

    @Test
    void changedAnswer_replacesTheRememberedOne() {
        server.stubFor(get(anyUrl()).willReturn(okJson("1").withHeader("ETag", "\"1\"")));
        api.get("/x", Map.of());
        server.stubFor(get(anyUrl()).willReturn(okJson("2").withHeader("ETag", "\"2\"")));
        assertThat(api.get("/x", Map.of()).body().asInt()).isEqualTo(2);
        server.stubFor(get(anyUrl())
                .withHeader("If-None-Match", equalTo("\"2\""))
                .willReturn(aResponse().withStatus(304)));

        assertThat(api.get("/x", Map.of()).body().asInt()).isEqualTo(2);
    }

    @Test
    void lastModified_isEnough() {
        String date = httpDate(START);
        server.stubFor(get(anyUrl()).willReturn(okJson("1").withHeader("Last-Modified", date)));
        api.get("/x", Map.of());
        server.stubFor(get(anyUrl())
                .withHeader("If-Modified-Since", equalTo(date))
                .willReturn(aResponse().withStatus(304)));

        assertThat(api.get("/x", Map.of()).notModified()).isTrue();
    }

    @Test
    void anotherCredential_asksAnew() {
        AtomicReference<String> token = new AtomicReference<>("one");
        server.stubFor(get(anyUrl()).willReturn(okJson("1").withHeader("ETag", "\"1\"")));
        try (OkHttpApi renewed = new OkHttpApi(
                ApiSettings.of("github", server.baseUrl()),
                () -> Authorization.header("Authorization", "Bearer ", token.get()),
                time,
                time,
                telemetry)) {
            renewed.get("/x", Map.of());
            token.set("two");
            renewed.get("/x", Map.of());
        }

        server.verify(2, getRequestedFor(anyUrl()).withHeader("If-None-Match", absent()));
    }

    @Test
    void brokenBody_isNotRemembered() {
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"a\":").withHeader("ETag", "\"1\"")));

        failure("/x");

        server.verify(3, getRequestedFor(anyUrl()).withHeader("If-None-Match", absent()));
    }

    @Test
    void memory_forgetsTheLeastRecentlyUsed() {
        RememberedAnswers memory = new RememberedAnswers(100);
        for (String path : new String[] {"/a", "/b", "/a", "/c"}) {
            memory.find(key(path));
            memory.keep(key(path), reply(path));
        }

        assertThat(memory.find(key("/a"))).isPresent();
        assertThat(memory.find(key("/b"))).isEmpty();
        assertThat(memory.find(key("/c"))).isPresent();
    }

    private static RememberedAnswers.Key key(String path) {
        return new RememberedAnswers.Key(HttpUrl.get("http://localhost" + path), "", "");
    }

    private static Reply reply(String path) {
        return new Reply(
                Inquiry.get(HttpUrl.get("http://localhost" + path)),
                Authorization.NONE,
                200,
                Headers.of("ETag", "\"1\""),
                ByteString.encodeUtf8("{\"name\":\"some twenty bytes\"}"),
                false);
    }
}
