package io.mlopsexporter.exposition;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.BufferPoolsExports;
import io.prometheus.client.hotspot.ClassLoadingExports;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import io.prometheus.client.hotspot.VersionInfoExports;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The state of the process and its virtual machine, read at most once a second: to look for deadlocks stops all threads, which a crowd of
 * scrapes must not do.
 */
final class Machine {
    private static final long AGE_NANOS = 1_000_000_000;

    private final CollectorRegistry registry = new CollectorRegistry(true);
    private final LongSupplier nanoTime;
    private List<MetricFamilySamples> samples = List.of();
    private long readAt;

    Machine() {
        this(
                System::nanoTime,
                // DefaultExports also listens to every garbage collection, for counters that nobody asked for
                new StandardExports(),
                new MemoryPoolsExports(),
                new BufferPoolsExports(),
                new GarbageCollectorExports(),
                new ThreadExports(),
                new ClassLoadingExports(),
                new VersionInfoExports());
    }

    Machine(LongSupplier nanoTime, Collector... collectors) {
        this.nanoTime = nanoTime;
        for (Collector collector : collectors) {
            registry.register(collector);
        }
    }

    synchronized List<MetricFamilySamples> samples() {
        if (samples.isEmpty() || nanoTime.getAsLong() - readAt >= AGE_NANOS) {
            List<MetricFamilySamples> read = new ArrayList<>(Collections.list(registry.metricFamilySamples()));
            // the registry's own order changes from process to process
            read.sort(Comparator.comparing(family -> family.name));
            samples = List.copyOf(read);
            readAt = nanoTime.getAsLong();
        }
        return samples;
    }
}
