package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Samples of the past: never exposed, as a scrape is of now, but written down for those who import them. */
public final class History {
    private History() {}

    /**
     * OpenMetrics text, each sample with its time in seconds, ended by {@code # EOF}.
     *
     * @throws IllegalArgumentException if a name is illegal, or a family or series is there twice
     */
    public static String openMetrics(List<Family> families, Instant at) {
        List<MetricFamilySamples> samples =
                Samples.of(families).stream().map(family -> at(family, at)).toList();
        byte[] body = Format.OPEN_METRICS.render(samples);
        return new String(body, StandardCharsets.UTF_8) + new String(Format.OPEN_METRICS.end(), StandardCharsets.UTF_8);
    }

    private static MetricFamilySamples at(MetricFamilySamples family, Instant at) {
        return new MetricFamilySamples(
                family.name,
                family.type,
                family.help,
                family.samples.stream()
                        .map(sample -> new MetricFamilySamples.Sample(
                                sample.name, sample.labelNames, sample.labelValues, sample.value, at.toEpochMilli()))
                        .toList());
    }
}
