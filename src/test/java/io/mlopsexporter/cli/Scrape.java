package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The samples of a scrape, by name and labels as they are written. */
record Scrape(SortedMap<String, Double> samples) {
    static Scrape of(String url) {
        Page page = Page.at(url + "/metrics");
        assertThat(page.status()).isEqualTo(200);
        var samples = new TreeMap<String, Double>();
        page.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(samples);
    }

    /** What is derived from events: all of DORA's but the benchmarks, which are always the same. */
    SortedMap<String, Double> dora() {
        // '`' follows '_': everything that begins with dora_
        var dora = new TreeMap<>(samples.subMap("dora_", "dora`"));
        dora.keySet().removeIf(name -> name.startsWith("dora_quick_check_benchmark{"));
        return dora;
    }

    double organizationDeployments() {
        return value("dora_organization_deployments{window=\"30d\",}");
    }

    double up() {
        return value("mlops_exporter_source_up{source=\"github\",}");
    }

    Instant asOf() {
        return Instant.ofEpochSecond((long) value("mlops_exporter_source_as_of_timestamp_seconds{source=\"github\",}"));
    }

    private double value(String name) {
        assertThat(samples).containsKey(name);
        return samples.getOrDefault(name, Double.NaN);
    }
}
