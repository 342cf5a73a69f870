package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.config.ConfigReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A changed configuration without a restart, and resources without a guess. */
class ReloaderTest {
    private static final Chart CHART = Chart.committed();
    private static final String CHECKSUM = "/spec/template/metadata/annotations/checksum~1config";

    @Test
    void theReloader_watchesTheConfiguration_andAsksForAReload() {
        List<JsonNode> objects = CHART.render("{configReloader: {enabled: true}, containerPort: 9000}");
        JsonNode containers = Chart.only(objects, "StatefulSet").at("/spec/template/spec/containers");

        assertThat(containers).hasSize(2);
        assertThat(containers.path(1).path("args").toString())
                .contains("\"--watched-dir=/etc/mlops-exporter/config\"")
                .contains("\"--reload-url=http://127.0.0.1:9000/-/reload\"");
        assertThat(containers.path(1).path("volumeMounts").toString())
                .isEqualTo("[{\"name\":\"config\",\"mountPath\":\"/etc/mlops-exporter/config\",\"readOnly\":true}]");
    }

    @Test
    void theExporterThatItAsks_allowsIt() {
        String configuration = Chart.only(CHART.render("configReloader: {enabled: true}"), "ConfigMap")
                .at("/data/mlops-exporter.yml")
                .asText();

        assertThat(ConfigReader.parse(configuration, "mlops-exporter.yml")
                        .server()
                        .enableLifecycle())
                .isTrue();
        assertThat(Chart.only(CHART.render(""), "ConfigMap").toString()).doesNotContain("enable_lifecycle");
    }

    @Test
    void withTls_itAsksOverHttps() {
        assertThat(Chart.only(
                                CHART.render("{configReloader: {enabled: true}, webConfiguration: {tls: true}}"),
                                "StatefulSet")
                        .toString())
                .contains("--reload-url=https://127.0.0.1:10808/-/reload");
    }

    @Test
    void onlyWhatAStartReads_restartsThePod() {
        JsonNode before = checksum("");
        JsonNode reloaded = checksum("polling: {interval: 10m}");
        JsonNode restarted = checksum("store: {url: 'jdbc:sqlite:/var/lib/mlops-exporter/other.db'}");

        assertThat(before.asText()).hasSize(64);
        assertThat(reloaded).isEqualTo(before);
        assertThat(restarted).isNotEqualTo(before);
    }

    @Test
    void theDemo_hasNothingToReload() {
        assertThat(Chart.only(CHART.render("{configReloader: {enabled: true}, demo: {enabled: true}}"), "StatefulSet")
                        .at("/spec/template/spec/containers"))
                .hasSize(1);
    }

    @Test
    void theAutoscaler_looksAfterTheExportersContainer() {
        List<JsonNode> objects = CHART.render(Chart.FOLDER.resolve("ci/vertical-pod-autoscaler-values.yaml"));
        JsonNode spec = Chart.only(objects, "VerticalPodAutoscaler").path("spec");
        JsonNode set = Chart.only(objects, "StatefulSet");

        assertThat(spec.at("/targetRef/name").asText()).isEqualTo(Chart.name(set));
        assertThat(spec.at("/resourcePolicy/containerPolicies/0/containerName"))
                .isEqualTo(set.at("/spec/template/spec/containers/0/name"));
        assertThat(spec.at("/resourcePolicy/containerPolicies/0/maxAllowed/memory")
                        .asText())
                .isEqualTo("2Gi");
        assertThat(spec.at("/updatePolicy/updateMode").asText()).isEqualTo("Initial");
    }

    private static JsonNode checksum(String config) {
        return Chart.only(CHART.render("{configReloader: {enabled: true}, config: {" + config + "}}"), "StatefulSet")
                .at(CHECKSUM);
    }
}
