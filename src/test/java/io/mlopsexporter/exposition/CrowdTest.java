package io.mlopsexporter.exposition;

import static io.mlopsexporter.exposition.Metrics.gauge;
import static io.mlopsexporter.exposition.Metrics.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.mlopsexporter.metric.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients at once, among them bad ones. */
class CrowdTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private final Site site = new Site("1", List::of, Map.of());

    @AfterEach
    void leave() throws IOException {
        release.countDown();
        clients.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void halfOpenConnections_holdUpNobody() throws IOException {
        try (MetricsServer server =
                MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(Metrics::own), site)) {
            Client client = new Client(server);
            connect(client, 100, "");
            connect(client, 100, "GET /metrics HTTP/1.1\r\nHost: a\r\nX-Half:");
            connect(client, 50, "POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf");

            assertAnswersAtOnce(client, "/-/healthy", 200);
            assertAnswersAtOnce(client, "/-/ready", 503);
            assertAnswersAtOnce(client, "/metrics", 200);
        }
    }

    @Test
    void scrapersThatDoNotRead_holdUpNoProbe() throws IOException {
        Exposition exposition = new Exposition(Metrics::own);
        exposition.publish(List.of(large()));
        try (MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, exposition, site)) {
            Client client = new Client(server);
            connect(client, 60, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
            String first = firstLine(sockets.get(0));

            assertThat(first).startsWith("HTTP/1.1 200 ");
            assertAnswersAtOnce(client, "/-/healthy", 200);
            assertAnswersAtOnce(client, "/-/ready", 503);
        }
    }

    @Test
    void scrapesBeyondTheLimit_areTurnedAwayAndProbesAreNot() throws Exception {
        try (MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(this::slow), site)) {
            Client client = new Client(server);
            List<CompletableFuture<HttpResponse<String>>> scrapes = scrapes(client, Endpoints.SCRAPES + 1);
            while (scrapes.stream().noneMatch(CompletableFuture::isDone)) {
                Thread.onSpinWait();
            }

            assertAnswersAtOnce(client, "/metrics", 503);
            assertThat(client.get("/metrics").headers().firstValue("Retry-After"))
                    .contains("1");
            assertAnswersAtOnce(client, "/-/healthy", 200);
            assertAnswersAtOnce(client, "/", 200);

            release.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
                statuses.add(scrape.get(20, TimeUnit.SECONDS).statusCode());
            }
            assertThat(statuses).filteredOn(status -> status == 503).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(Endpoints.SCRAPES);
            assertAnswersAtOnce(client, "/metrics", 200);
        }
    }

    @Test
    void clientsThatLeaveInTheMiddleOfAnAnswer_leaveNoConnectionBehind() throws Exception {
        Exposition exposition = new Exposition(Metrics::own);
        exposition.publish(List.of(large()));
        try (MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, exposition, site)) {
            Client client = new Client(server);
            client.get("/-/healthy");
            long before = openFiles();
            connect(client, Endpoints.SCRAPES, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(firstLine(sockets.get(0))).startsWith("HTTP/1.1 200 ");
            for (Socket socket : sockets) {
                socket.close();
            }

            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (openFiles() > before + 10 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(openFiles()).isLessThanOrEqualTo(before + 10);
        }
    }

    @Test
    void pagesAreMadeAFewAtATime_someWaitAndFurtherOnesAreTurnedAway() throws Exception {
        Page page = new Page("slow", visit -> Content.html(200, slow().toString()));
        try (MetricsServer server = MetricsServer.start(
                MetricsServerTest.ANY_PORT,
                new Exposition(Metrics::own),
                new Site("1", List::of, Map.of("/page", page)))) {
            Client client = new Client(server);
            int many = Endpoints.PAGES + Endpoints.PAGES_WAITING + 3;
            List<CompletableFuture<HttpResponse<String>>> pages = IntStream.range(0, many)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.get("/page"), clients))
                    .toList();
            assertThat(arrived.tryAcquire(Endpoints.PAGES, 20, TimeUnit.SECONDS))
                    .isTrue();
            while (pages.stream().filter(CompletableFuture::isDone).count() < 3) {
                Thread.onSpinWait();
            }

            assertThat(arrived.availablePermits()).isZero();
            assertAnswersAtOnce(client, "/metrics", 200);
            release.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> one : pages) {
                statuses.add(one.get(20, TimeUnit.SECONDS).statusCode());
            }
            assertThat(statuses).filteredOn(status -> status == 503).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(many - 3);
        }
    }

    @Test
    void close_letsScrapesUnderWayFinish() throws Exception {
        MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(this::slow), site);
        Client client = new Client(server);
        server.ready();
        CompletableFuture<HttpResponse<String>> scrape = scrapes(client, 1).get(0);
        assertThat(arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close, clients);
        while (client.get("/-/ready").statusCode() == 200) {
            Thread.onSpinWait();
        }
        release.countDown();

        assertThat(scrape.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void close_ofAnIdleServer_isQuickAndFreesThePort() {
        MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(Metrics::own), site);
        new Client(server).get("/metrics");
        long start = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        MetricsServer.start(server.address(), new Exposition(Metrics::own), site)
                .close();
    }

    @Test
    void close_waitsNoLongerThanTwoSecondsForWhoNeverEnds() throws Exception {
        MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(this::slow), site);
        CompletableFuture<HttpResponse<String>> scrape =
                scrapes(new Client(server), 1).get(0);
        assertThat(arrived.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(scrape).failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void figuresSwappedWhileScraped_areNeverMixed() throws Exception {
        Exposition exposition = new Exposition(Metrics::own);
        exposition.publish(List.of(gauge("dora_a", sample(0)), gauge("dora_b", sample(0))));
        try (MetricsServer server = MetricsServer.start(MetricsServerTest.ANY_PORT, exposition, site)) {
            Client client = new Client(server);
            List<CompletableFuture<HttpResponse<String>>> scrapes = scrapes(client, 30);
            for (int i = 1; i < 200; i++) {
                exposition.publish(List.of(gauge("dora_a", sample(i)), gauge("dora_b", sample(i))));
            }
            for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
                Map<String, Double> series = StrictParser.series(
                        Format.TEXT, scrape.get(20, TimeUnit.SECONDS).body());
                assertThat(series.get("dora_a")).isNotNull().isEqualTo(series.get("dora_b"));
            }
        }
    }

    private List<Family> slow() {
        arrived.release();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Metrics.own();
    }

    private List<CompletableFuture<HttpResponse<String>>> scrapes(Client client, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.get("/metrics"), clients))
                .toList();
    }

    private void connect(Client client, int number, String sent) {
        for (int i = 0; i < number; i++) {
            try {
                sockets.add(client.socket(sent));
            } catch (IOException e) {
                throw new UncheckedIOException("connection " + i, e);
            }
        }
    }

    private static void assertAnswersAtOnce(Client client, String path, int status) {
        long start = System.nanoTime();
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(status);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(AT_ONCE);
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** More than the buffers of a connection hold. */
    private static Family large() {
        String wide = "x".repeat(1000);
        return new Family(
                "dora_large",
                Family.Type.GAUGE,
                "Large.",
                IntStream.range(0, 10_000)
                        .mapToObj(i -> sample(i, "number", i + wide))
                        .toList());
    }
}
