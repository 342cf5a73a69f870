package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Prometheus operator is told: a monitor of services or of pods. */
class ScrapeTest {
    private static final Chart CHART = Chart.committed();

    @ParameterizedTest
    @CsvSource({"serviceMonitor, ServiceMonitor, Service", "podMonitor, PodMonitor, StatefulSet"})
    void aMonitorThatLivesElsewhere_looksWhereTheExporterIs(String key, String kind, String target) {
        List<JsonNode> objects = CHART.render(key + ": {enabled: true, namespace: monitoring}");
        JsonNode monitor = Chart.only(objects, kind);

        assertThat(monitor.at("/metadata/namespace").asText()).isEqualTo("monitoring");
        assertThat(monitor.at("/spec/namespaceSelector").toString()).isEqualTo("{\"matchNames\":[\"apps\"]}");
        assertThat(Chart.only(objects, target).at("/metadata/namespace").asText())
                .isEqualTo("apps");
    }

    @Test
    void aPodMonitor_selectsTheExportersPods_andNotThoseOfTheTest() {
        List<JsonNode> objects = CHART.render("podMonitor: {enabled: true}");
        JsonNode monitor = Chart.only(objects, "PodMonitor").path("spec");
        JsonNode template = Chart.only(objects, "StatefulSet").at("/spec/template");

        JsonNode selector = monitor.at("/selector/matchLabels");
        assertThat(template.at("/metadata/labels").properties()).containsAll(selector.properties());
        assertThat(Chart.only(objects, "Pod").at("/metadata/labels").properties())
                .doesNotContainSequence(selector.properties());
        assertThat(monitor.at("/podMetricsEndpoints/0/port")).isEqualTo(template.at("/spec/containers/0/ports/0/name"));
        assertThat(template.at("/metadata/labels")
                        .path(monitor.path("jobLabel").asText())
                        .asText())
                .isEqualTo("mlops-exporter");
    }

    @Test
    void everyDetailOfAScrape_reachesTheMonitor() {
        JsonNode monitor =
                Chart.only(render("scrape-details"), "ServiceMonitor").path("spec");
        JsonNode endpoint = monitor.at("/endpoints/0");

        assertThat(endpoint.path("bearerTokenFile").asText()).isEqualTo("/etc/prometheus/secrets/scrape/token");
        assertThat(endpoint.path("honorTimestamps").asBoolean(true)).isFalse();
        assertThat(endpoint.path("proxyUrl").asText()).isEqualTo("http://proxy.example.com:3128");
        assertThat(endpoint.path("interval").asText()).isEqualTo("2m");
        assertThat(endpoint.path("scrapeTimeout").asText()).isEqualTo("20s");
        assertThat(endpoint.at("/metricRelabelings/0/regex").asText()).isEqualTo("jvm_.*");
        assertThat(monitor.path("targetLimit").asInt()).isEqualTo(10);
        assertThat(monitor.path("labelLimit").asInt()).isEqualTo(40);
        assertThat(monitor.path("labelNameLengthLimit").asInt()).isEqualTo(100);
        assertThat(monitor.path("labelValueLengthLimit").asInt()).isEqualTo(500);
        assertThat(monitor.path("targetLabels").toString()).isEqualTo("[\"app.kubernetes.io/version\"]");
        assertThat(monitor.path("namespaceSelector").toString()).isEqualTo("{\"any\":true}");
        assertThat(monitor.path("selector").has("matchLabels")).isFalse();
        assertThat(monitor.at("/selector/matchExpressions/0/values/0").asText()).isEqualTo("mlops-exporter");
    }

    @Test
    void anAuthorization_namesASecret() {
        JsonNode endpoint = Chart.only(render("pod-monitor"), "PodMonitor").at("/spec/podMetricsEndpoints/0");

        assertThat(endpoint.path("authorization").toString())
                .isEqualTo("{\"credentials\":{\"key\":\"token\",\"name\":\"scrape\"},\"type\":\"Bearer\"}");
    }

    @Test
    void aLimitOfZero_isNone() {
        JsonNode monitor = Chart.only(CHART.render("serviceMonitor: {enabled: true}"), "ServiceMonitor");

        assertThat(monitor.path("spec").properties())
                .noneMatch(each -> each.getKey().endsWith("Limit"));
    }

    private static List<JsonNode> render(String ci) {
        return CHART.render(Chart.FOLDER.resolve("ci/" + ci + "-values.yaml"));
    }
}
