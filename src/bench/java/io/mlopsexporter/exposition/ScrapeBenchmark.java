package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpHandler;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A compressed scrape of 50,000 series, answered by this exporter's handler and by simpleclient's own, over the same families and by
 * the same exchange, without a network. And what it costs to publish them, which is done once a derivation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class ScrapeBenchmark {
    private static final int FAMILIES = 50;

    @Param({"5000", "50000"})
    int series;

    private List<Family> families = List.of();
    private Exposition exposition = new Exposition(List::of);
    private HttpHandler ours = exchange -> {};
    private HttpHandler stock = exchange -> {};

    @Setup
    public void make() {
        families = families(series);
        exposition = new Exposition(List::of);
        exposition.publish(families);
        ours = new Endpoints(exposition, new Site("1", List::of, Map.of())).router();
        CollectorRegistry registry = new CollectorRegistry(true);
        registry.register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return Samples.of(families);
            }
        });
        stock = new HTTPMetricHandler(registry);
    }

    @Benchmark
    public int exporter() throws IOException {
        return answeredBy(ours);
    }

    @Benchmark
    public int simpleclient() throws IOException {
        return answeredBy(stock);
    }

    @Benchmark
    public void publish() {
        exposition.publish(families);
    }

    private static int answeredBy(HttpHandler handler) throws IOException {
        Exchange exchange = new Exchange("/metrics");
        handler.handle(exchange);
        return exchange.sent();
    }

    /** Shaped as an organisation's: the labels of an application and its window, with values that differ. */
    static List<Family> families(int series) {
        List<Family> families = new ArrayList<>();
        for (int family = 0; family < FAMILIES; family++) {
            List<Sample> samples = new ArrayList<>();
            for (int at = 0; at < series / FAMILIES; at++) {
                samples.add(new Sample(
                        List.of(
                                new Label("ml_team", "team-%04d".formatted(at / 30)),
                                new Label("application", "app-%05d".formatted(at / 3)),
                                new Label("deploy_environment", "production"),
                                new Label("kind", "software"),
                                new Label("window", List.of("7d", "30d", "90d").get(at % 3))),
                        at * 1.37 + family));
            }
            families.add(new Family("dora_figure_%02d".formatted(family), Family.Type.GAUGE, "A figure.", samples));
        }
        return families;
    }
}
