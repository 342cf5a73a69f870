package io.mlopsexporter.source.http;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client before a server of our own, in a time of our own. */
abstract class ApiTest {
    static final String TOKEN = "ghs_42_secret.of.the-test";
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    final FakeTime time = new FakeTime(START);
    final Telemetry telemetry = new Telemetry("github");
    OkHttpApi api = api(ApiSettings.Bounds.USUAL);

    @BeforeEach
    void start() {
        server.start();
        use(ApiSettings.Bounds.USUAL);
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop();
    }

    /** A client with other bounds; no ceiling on the requests per second, whose waits would blur the others. */
    void use(ApiSettings.Bounds bounds) {
        api.close();
        api = api(bounds.withRequestsPerSecond(1_000_000));
    }

    private OkHttpApi api(ApiSettings.Bounds bounds) {
        String url = server.isRunning() ? server.baseUrl() : "http://localhost:1";
        ApiSettings settings = ApiSettings.of("github", url)
                .withBounds(bounds)
                .withTimeouts(
                        new ApiSettings.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2)));
        return new OkHttpApi(settings, Credential.bearer(Secret.of(TOKEN)), time, time, telemetry);
    }

    String link(String path, String relation) {
        return "<" + server.baseUrl() + path + ">; rel=\"" + relation + "\"";
    }

    /** As HTTP writes dates. */
    static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    SourceError failure(String path) {
        return failureOf(() -> api.get(path, Map.of()));
    }

    static SourceError failureOf(ThrowingCallable request) {
        return Objects.requireNonNull(catchThrowableOfType(SourceException.class, request), "no failure")
                .error();
    }
}
