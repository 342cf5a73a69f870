package io.mlopsexporter.bench;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Derivation;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** From events to figures: a year of all applications at once, and what a poll costs in which one application of a hundred changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx3g"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class DerivationBenchmark {
    @Param({"100", "1000", "10000"})
    int applications;

    /** Of each application in the year; and four times as many changes. */
    @Param({"20"})
    int deployments;

    private EventLog log = EventLog.EMPTY;
    private Organization organization = new Organization(1, 1);

    @Setup
    public void makeYear() {
        organization = new Organization(deployments, 4 * deployments);
        log = EventLog.of(organization.year(applications));
    }

    @Benchmark
    public Figures full() {
        return Dora.figures(log, Policy.DEFAULT, asOf(Organization.END));
    }

    /** A poll five minutes after the one before, in which each hundredth application has deployed. */
    @Benchmark
    public Figures onePercentChanged(Going going) {
        going.pollWith(applications);
        return going.figures();
    }

    /** A poll that brings nothing. */
    @Benchmark
    public Figures nothingChanged(Going going) {
        going.pollWith(0);
        return going.figures();
    }

    static AsOf asOf(Instant now) {
        return new AsOf(Map.of("github", now, "pagerduty", now), Set.of("github"), Set.of("pagerduty"));
    }

    /** An agent that has derived its figures before. */
    @State(Scope.Benchmark)
    public static class Going {
        private final Derivation derivation = new Derivation(Policy.DEFAULT);
        private Organization organization = new Organization(1, 1);
        private EventLog log = EventLog.EMPTY;
        private Instant now = Organization.END;

        @Setup
        public void begin(DerivationBenchmark benchmark) {
            organization = benchmark.organization;
            log = benchmark.log;
            derivation.figures(log, asOf(now));
        }

        void pollWith(int applications) {
            now = now.plusSeconds(300);
            List<Event> events = new ArrayList<>();
            for (int application = 0; application < applications; application += 100) {
                events.addAll(organization.deployment(application, now.minusSeconds(100)));
            }
            log = log.with(Batch.of(events));
        }

        Figures figures() {
            return derivation.figures(log, asOf(now));
        }
    }
}
