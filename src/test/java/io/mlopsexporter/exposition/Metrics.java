package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import java.util.List;
import java.util.stream.IntStream;

/** Families for tests. */
final class Metrics {
    private Metrics() {}

    static Family gauge(String name, Sample... samples) {
        return new Family(name, Family.Type.GAUGE, "A figure.", List.of(samples));
    }

    static Family counter(String name, Sample... samples) {
        return new Family(name, Family.Type.COUNTER, "A count.", List.of(samples));
    }

    static Sample sample(double value, String... labels) {
        List<Label> pairs = IntStream.range(0, labels.length / 2)
                .mapToObj(i -> new Label(labels[2 * i], labels[2 * i + 1]))
                .toList();
        return new Sample(pairs, value);
    }

    static List<Family> own() {
        return List.of(
                gauge("mlops_exporter_build_info", sample(1, "version", "1.2.3")),
                gauge("mlops_exporter_source_up", sample(1, "source", "github")),
                counter("mlops_exporter_api_requests", sample(7, "source", "github", "code", "200")));
    }
}
