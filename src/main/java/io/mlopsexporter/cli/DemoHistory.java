package io.mlopsexporter.cli;

import io.mlopsexporter.backfill.Backfill;
import io.mlopsexporter.backfill.BackfillException;
import io.mlopsexporter.backfill.RemoteWrite;
import io.mlopsexporter.backfill.TargetLabels;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.metric.Family;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Brings the past of the demo's figures to a Prometheus that scrapes it, beside whatever else is going on. */
final class DemoHistory implements AutoCloseable {
    private static final int ATTEMPTS = 240;
    private static final String GRAPH =
            "?g0.tab=0&g0.range_input=12w&g0.expr=last_over_time(dora_organization_deployments%5B28h%5D)";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Figures figures;
    private final String target;
    private final Consumer<String> tell;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param target the label {@code instance} of what is scraped, as {@code localhost:10808}
     * @param tell gets the one sentence that there is to say in the end
     */
    DemoHistory(Figures figures, String target, Consumer<String> tell) {
        this.figures = figures;
        this.target = target;
        this.tell = tell;
    }

    /**
     * Whose figures they are.
     *
     * @param known counted down as soon as there are any
     */
    record Figures(Agent agent, InstantSource clock, CountDownLatch known) {}

    void bring(URI prometheus) {
        var thread = new Thread(
                () -> {
                    String said = brought(prometheus);
                    if (!closed) {
                        tell.accept(said);
                    }
                },
                "history");
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private String brought(URI prometheus) {
        try {
            figures.known().await();
            awaitFirstScrape(prometheus);
            return backfill(prometheus);
        } catch (BackfillException | CancellationException | IOException e) {
            return "The graphs stay without a past: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The graphs stay without a past";
        }
    }

    private String backfill(URI prometheus) throws IOException {
        Agent agent = figures.agent();
        EventLog log = agent.poller().log();
        Optional<Instant> known = agent.knownUntil(agent.poller().board());
        if (known.isEmpty()) {
            throw new IOException("a source was not read to its end");
        }
        List<LocalDate> days = Backfill.days(
                BackfillCommand.covered(agent.config(), known.get()),
                known.get(),
                figures.clock().instant());
        var receiver = new RemoteWrite(
                prometheus.resolve("/api/v1/write"),
                new TargetLabels(Map.of("job", "mlops-exporter", "instance", target)),
                Optional::empty,
                Optional.empty(),
                Duration.ofSeconds(1));
        Backfill.run(days, at -> history(agent, log, known.get(), at), receiver, (day, done) -> {});
        return "Prometheus has a past now, from " + days.get(0) + " on: " + prometheus.resolve("/graph") + GRAPH;
    }

    private List<Family> history(Agent agent, EventLog log, Instant known, Instant at) {
        if (closed) {
            throw new CancellationException("the demo ends");
        }
        return agent.history(log, known, at);
    }

    /** A head that begins a year ago would be cut into thousands of blocks. */
    private void awaitFirstScrape(URI prometheus) throws IOException, InterruptedException {
        URI scraped = prometheus.resolve("/api/v1/query?query=mlops_exporter_build_info");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (answer(scraped).contains("\"" + target + "\"")) {
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new IOException("Prometheus at " + prometheus + " does not scrape " + target);
    }

    private static String answer(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(10_000);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
