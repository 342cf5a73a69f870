package io.mlopsexporter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What starts Grafana on the files of this repository names files and addresses that are there. */
class ProvisioningTest {
    private static final Path FOLDER = Path.of("grafana-dashboards/provisioning");
    private static final String BUILT = "target/mlops-exporter.jar";

    @Test
    void everyFileThatIsMounted_isThere_andWhereItIsLookedFor() throws IOException {
        JsonNode compose = read("compose.yaml");
        var mounted = new TreeMap<String, Path>();
        for (JsonNode service : compose.path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String[] parts = volume.asText().split(":", -1);
                assertThat(parts[2]).isEqualTo("ro");
                mounted.put(parts[1], FOLDER.resolve(parts[0]).normalize());
            }
        }
        assertThat(mounted.values())
                .contains(Path.of("grafana-dashboards"), Path.of("prometheus/prometheus.yml"), Path.of(BUILT))
                .allMatch(file -> Files.exists(file) || file.equals(Path.of(BUILT)));

        assertThat(read("dashboards/mlops-exporter.yml")
                        .at("/providers/0/options/path")
                        .asText())
                .isEqualTo("/var/lib/grafana/dashboards");
        assertThat(mounted).containsEntry("/var/lib/grafana/dashboards", Path.of("grafana-dashboards"));
        // beside the rules, as the configuration asks for rules/*.yml
        assertThat(mounted)
                .containsEntry("/etc/prometheus/prometheus.yml", Path.of("prometheus/prometheus.yml"))
                .containsEntry("/etc/prometheus/rules", Path.of("prometheus/rules"));
    }

    @Test
    void prometheusIsFound_andFindsTheExporter() throws IOException {
        JsonNode compose = read("compose.yaml");
        JsonNode source = read("datasources/prometheus.yml").at("/datasources/0");
        JsonNode prometheus =
                new YAMLMapper().readTree(Path.of("prometheus/prometheus.yml").toFile());

        // they share a network, so that localhost is right in the shipped configuration
        assertThat(compose.at("/services/prometheus/network_mode").asText()).isEqualTo("service:exporter");
        assertThat(source.path("url").asText()).isEqualTo("http://exporter:9090");
        assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asText())
                .isEqualTo("localhost:10808");
        assertThat(compose.at("/services/exporter/command").toString())
                .contains("--listen=0.0.0.0:10808", "--remote-write=http://localhost:9090/api/v1/write");
        assertThat(source.at("/jsonData/timeInterval").asText())
                .isEqualTo(prometheus.at("/global/scrape_interval").asText());
    }

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(FOLDER.resolve(file).toFile());
    }
}
