package io.mlopsexporter.store;

import io.mlopsexporter.bench.Organization;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A year written, in one batch; the same read again, as at each start; and one change written beside it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx2g"})
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
public class StoreBenchmark {
    /** Each with 100 deployments and 400 changes. */
    @Param({"10", "100"})
    int applications;

    private Path folder = Path.of("");
    private Batch year = Batch.EMPTY;
    private Batch change = Batch.EMPTY;
    private String url = "";

    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("mlops-exporter-bench");
        Organization organization = new Organization(100, 400);
        List<Event> events = organization.year(applications);
        year = Batch.of(events);
        change = Batch.of(organization.deployment(0, Organization.END));
        url = "jdbc:sqlite:" + folder.resolve("events.db");
        try (EventStore store = EventStore.open(url)) {
            store.write("github", year, Map.of());
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public EventLog open() {
        try (EventStore store = EventStore.open(url)) {
            return store.load();
        }
    }

    @Benchmark
    public long writeYearAgain(Opened opened) {
        return opened.store.write("github", year, Map.of());
    }

    @Benchmark
    public long writeOneDeployment(Opened opened) {
        return opened.store.write("github", change, Map.of("cursor", "1"));
    }

    /** Open all the time, as in the agent. */
    @State(Scope.Benchmark)
    public static class Opened {
        private EventStore store;

        @Setup
        public void open(StoreBenchmark benchmark) {
            store = EventStore.open(benchmark.url);
        }

        @TearDown
        public void close() {
            store.close();
        }
    }
}
