package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the exporter is reached from outside, by a service, an ingress or a gateway. */
class AccessTest {
    private static final Chart CHART = Chart.committed();

    @Test
    void aRoute_passesItsRequestsOnToTheService() {
        List<JsonNode> objects = CHART.render("""
                service: {port: 80}
                route: {main: {enabled: true, parentRefs: [{name: public}], hostnames: [mlops.example.com]}}
                """);
        JsonNode route = Chart.only(objects, "HTTPRoute");

        assertThat(Chart.name(route)).isEqualTo("dora-mlops-exporter");
        assertThat(route.at("/spec/parentRefs/0/name").asText()).isEqualTo("public");
        assertThat(route.at("/spec/hostnames/0").asText()).isEqualTo("mlops.example.com");
        assertThat(route.at("/spec/rules").toString()).isEqualTo("""
                        [{"matches":[{"path":{"type":"PathPrefix","value":"/"}}],\
                        "backendRefs":[{"name":"dora-mlops-exporter","port":80}]}]""");
        assertThat(Chart.only(objects, "Service").at("/spec/ports/0/port").asInt())
                .isEqualTo(80);
    }

    @Test
    void severalRoutes_haveNamesOfTheirOwn() {
        List<JsonNode> routes = Chart.all(CHART.render(Chart.FOLDER.resolve("ci/gateway-values.yaml")), "HTTPRoute");

        assertThat(routes)
                .extracting(Chart::name)
                .containsExactly("dora-mlops-exporter", "dora-mlops-exporter-redirect");
        assertThat(routes.get(0).at("/spec/rules/0/matches")).hasSize(2);
        assertThat(routes.get(0).at("/spec/rules/0/filters/0/type").asText()).isEqualTo("ResponseHeaderModifier");
        assertThat(routes.get(1)
                        .at("/spec/rules/0/filters/0/requestRedirect/scheme")
                        .asText())
                .isEqualTo("https");
        assertThat(routes.get(1).at("/spec/rules/0").has("backendRefs")).isFalse();
    }

    @Test
    void anIngress_leadsToThePortOfTheService() {
        List<JsonNode> objects = CHART.render(
                "{service: {portName: metrics}, ingress: {enabled: true, hosts: [{host: a.example.com}]}}");

        assertThat(Chart.only(objects, "Ingress")
                        .at("/spec/rules/0/http/paths/0")
                        .toString())
                .isEqualTo("""
                        {"path":"/","pathType":"Prefix","backend":{"service":{"name":"dora-mlops-exporter","port":{"name":"metrics"}}}}""");
    }

    @Test
    void theService_mayLeadToAProxyInThePod_andHaveAPortOnEveryNode() {
        JsonNode port = Chart.only(
                        CHART.render("service: {type: NodePort, port: 443, targetPort: proxy, nodePort: 30808}"),
                        "Service")
                .at("/spec/ports/0");

        assertThat(port.path("targetPort").asText()).isEqualTo("proxy");
        assertThat(port.path("nodePort").asInt()).isEqualTo(30808);
    }
}
