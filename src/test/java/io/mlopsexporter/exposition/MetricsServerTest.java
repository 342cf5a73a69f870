package io.mlopsexporter.exposition;

import static io.mlopsexporter.exposition.Metrics.gauge;
import static io.mlopsexporter.exposition.Metrics.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final AtomicBoolean broken = new AtomicBoolean();
    private final Exposition exposition = new Exposition(() -> {
        if (broken.get()) {
            throw new IllegalStateException("secret details");
        }
        return Metrics.own();
    });
    private final Page explain = new Page(
            "the events behind a figure",
            visit -> Content.json(
                    200, visit.query().get("application") + "|" + visit.query().get("metric")));
    private final Page failing = new Page("fails", query -> {
        throw new IllegalStateException("secret details");
    });
    private final Site site = new Site("1.2.3", List::of, Map.of("/explain", explain, "/failing", failing));
    private final MetricsServer server = MetricsServer.start(ANY_PORT, exposition, site);
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void metrics_areTextUnlessOpenMetricsIsAskedFor() {
        exposition.publish(List.of(gauge("dora_deployments", sample(3, "window", "7d"))));

        HttpResponse<String> text = client.get("/metrics");
        HttpResponse<String> openMetrics = client.get("/metrics", "Accept", "application/openmetrics-text");

        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(contentType(text)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(contentType(openMetrics)).isEqualTo(OPEN_METRICS);
        assertThat(StrictParser.series(Format.TEXT, text.body())).containsKey("dora_deployments{window=\"7d\"}");
        assertThat(StrictParser.series(Format.OPEN_METRICS, openMetrics.body()))
                .containsKey("dora_deployments{window=\"7d\"}");
    }

    @Test
    void metrics_areCompressedWhenAsked() throws IOException {
        exposition.publish(List.of(gauge("dora_deployments", sample(3, "window", "7d"))));

        HttpResponse<byte[]> zipped =
                client.bytes("/metrics", "Accept", "application/openmetrics-text", "Accept-Encoding", "gzip");

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(contentType(zipped)).isEqualTo(OPEN_METRICS);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(StrictParser.series(Format.OPEN_METRICS, new String(in.readAllBytes(), Encoded.CHARSET)))
                    .containsKeys("dora_deployments{window=\"7d\"}", "process_start_time_seconds");
        }
        assertThat(client.get("/metrics", "Accept-Encoding", "gzip;q=0")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void metrics_ofNamedSeries_areTheseOnly() {
        HttpResponse<String> part =
                client.get("/metrics?name%5B%5D=mlops_exporter_source_up&name[]=nothing".replace("[]", "%5b%5d"));

        assertThat(StrictParser.series(Format.TEXT, part.body()))
                .containsOnlyKeys("mlops_exporter_source_up{source=\"github\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/-/healthy", "/explain?application=a"})
    void head_hasTheHeadersOfGetAndNoBody(String path) {
        HttpResponse<String> head = client.request("HEAD", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(contentType(head)).isEqualTo(contentType(client.get(path)));
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metricsfoo",
                "/metrics/",
                "/favicon.ico",
                "/-/",
                "/-/readyz",
                "/explain/x",
                "//metrics",
                "/%2e%2e/etc"
            })
    void unknownPath_is404(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST    | /metrics   | GET, HEAD
            DELETE  | /          | GET, HEAD
            PUT     | /-/ready   | GET, HEAD
            OPTIONS | /-/healthy | GET, HEAD
            PATCH   | /explain   | GET, HEAD
            GET     | /-/reload  | POST, PUT
            HEAD    | /-/reload  | POST, PUT
            """)
    void wrongMethod_is405AndSaysWhichAreRight(String method, String path, String allowed) {
        HttpResponse<String> response = client.request(method, path);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
    }

    @Test
    void failure_is500WithoutDetailsAndTheServerLivesOn() {
        broken.set(true);
        assertFails("/metrics");
        assertFails("/failing");
        broken.set(false);

        assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(contentType(client.get("/metrics"))).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void ready_onlyOnceToldSo() {
        assertThat(client.get("/-/ready").statusCode()).isEqualTo(503);
        assertThat(client.get("/-/ready").body()).contains("polled");
        assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);

        server.ready();
        assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
        assertThat(contentType(client.get("/-/ready"))).startsWith("text/plain");

        server.unready();
        server.ready();
        assertThat(client.get("/-/ready").body()).contains("shutting down");
        assertThat(client.get("/-/ready").statusCode()).isEqualTo(503);
        assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void page_getsTheDecodedQuery() {
        assertThat(client.get("/explain?application=a%26b+c&metric=x%3d1&application=later&&=")
                        .body())
                .isEqualTo("a&b c|x=1");
        assertThat(client.get("/explain").body()).isEqualTo("null|null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/explain?a=%zz", "/metrics?name[]=%zz", "/%zz"})
    void undecodableRequest_is400(String target) throws IOException {
        try (Socket socket = client.socket("GET " + target + " HTTP/1.0\r\n\r\n")) {
            assertThat(new String(socket.getInputStream().readAllBytes(), Encoded.CHARSET))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void reload_isForbiddenUnlessEnabled() {
        assertThat(client.request("POST", "/-/reload").statusCode()).isEqualTo(403);
    }

    @Test
    void reload_saysWhetherItWorked() {
        AtomicBoolean wrong = new AtomicBoolean();
        Site.Reload reload = () -> wrong.get() ? Optional.of("line 3: no such key") : Optional.empty();
        try (MetricsServer reloadable = MetricsServer.start(ANY_PORT, exposition, site.reloadedBy(reload))) {
            Client operator = new Client(reloadable);
            assertThat(operator.request("POST", "/-/reload").statusCode()).isEqualTo(200);
            assertThat(operator.request("PUT", "/-/reload").statusCode()).isEqualTo(200);

            wrong.set(true);
            HttpResponse<String> refused = operator.request("POST", "/-/reload");
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body()).contains("line 3: no such key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/-/ready", "/nothing"})
    void everyAnswer_forbidsSniffingFramesAndScripts(String path) {
        Map<String, List<String>> headers = client.get(path).headers().map();

        assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.get("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'");
    }

    @Test
    void portInUse_isSaidPlainly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> MetricsServer.start(
                            new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort()), exposition, site))
                    .withMessageContaining("cannot listen on")
                    .withMessageContaining("another process uses port " + taken.getLocalPort());
        }
    }

    @Test
    void unknownHost_isSaidPlainly() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> MetricsServer.start(
                        InetSocketAddress.createUnresolved("no-such-host.invalid", 10808), exposition, site))
                .withMessageContaining("cannot listen on no-such-host.invalid:10808: the host name is unknown");
    }

    @Test
    void addressOfAnotherHost_isSaidPlainly() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> MetricsServer.start(new InetSocketAddress("192.0.2.1", 0), exposition, site))
                .withMessageContaining("must be one of this host");
    }

    @Test
    void pageOnATakenPath_isRefused() {
        Site clashing = new Site("1", List::of, Map.of("/metrics", explain));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricsServer.start(ANY_PORT, exposition, clashing))
                .withMessageContaining("/metrics");
    }

    private void assertFails(String path) {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(contentType(response)).startsWith("text/plain");
        assertThat(response.body()).contains("internal error").doesNotContain("secret", "Exception");
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }
}
