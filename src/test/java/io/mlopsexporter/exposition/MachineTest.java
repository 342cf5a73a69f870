package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void aCrowdWithinASecond_readsOnce() {
        AtomicInteger reads = new AtomicInteger();
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        Machine machine = new Machine(now::get, new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return List.of(new GaugeMetricFamily("reads", "So many.", reads.incrementAndGet()));
            }
        });

        double first = read(machine);

        now.addAndGet(999_999_999);
        assertThat(read(machine)).isEqualTo(first);
        now.addAndGet(1);
        assertThat(read(machine)).isEqualTo(first + 1);
    }

    private static double read(Machine machine) {
        return machine.samples().get(0).samples.get(0).value;
    }

    @Test
    void processAndMachine_areToldInTheOrderOfTheirNames() {
        assertThat(new Machine().samples())
                .extracting(family -> family.name)
                .isSorted()
                .contains("process_cpu_seconds", "jvm_threads_deadlocked", "jvm_gc_collection_seconds");
    }
}
