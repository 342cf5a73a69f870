package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods: hardened, and with what they need mounted. */
class PodTest {
    private static final Chart CHART = Chart.committed();

    static Stream<Path> valuesFiles() {
        return Chart.valuesFiles().stream();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyPod_keepsThePodSecurityStandardRestricted(Path values) {
        List<JsonNode> objects = CHART.render(values);
        List<JsonNode> pods = Stream.concat(
                        Chart.all(objects, "Pod").stream().map(pod -> pod.path("spec")),
                        Chart.all(objects, "StatefulSet").stream().map(set -> set.at("/spec/template/spec")))
                .toList();

        assertThat(pods).hasSize(2).allSatisfy(PodTest::assertRestricted);
    }

    private static void assertRestricted(JsonNode pod) {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
        for (JsonNode container : pod.path("containers")) {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        }
        assertThat(pod.path("volumes"))
                .allMatch(volume -> Stream.of("configMap", "secret", "projected", "emptyDir", "persistentVolumeClaim")
                        .anyMatch(volume::has));
    }

    @Test
    void aCredential_isAFile_andInNoOtherPlace() {
        List<JsonNode> objects = CHART.render(Chart.FOLDER.resolve("ci/everything-values.yaml"));
        JsonNode secrets = named(pod(objects).path("volumes"), "secrets").at("/projected/sources");

        assertThat(secrets.toString()).isEqualTo("""
                        [{"secret":{"name":"enterprise-app","items":[{"key":"private-key.pem","path":"enterprise.pem"}]}},\
                        {"secret":{"name":"mlops-exporter-github","items":[{"key":"token","path":"github"}]}},\
                        {"secret":{"name":"pagerduty","items":[{"key":"token","path":"pagerduty"}]}}]""");
        assertThat(secrets.toString()).doesNotContain("optional");
        assertThat(mount(objects, "secrets")).isEqualTo("/secrets");
        assertThat(Chart.all(objects, "Secret")).isEmpty();
    }

    @Test
    void aCredentialThatTheConfigurationDoesNotName_isNotMounted() {
        JsonNode pod = pod(CHART.render(Chart.FOLDER.resolve("ci/pagerduty-values.yaml")));

        assertThat(pod.path("volumes").toString()).doesNotContain("mlops-exporter-github");
    }

    @Test
    void aConfigurationInASecret_isMountedWithAllCredentials() {
        List<JsonNode> objects = CHART.render(Chart.FOLDER.resolve("ci/config-in-secret-values.yaml"));

        assertThat(Chart.all(objects, "ConfigMap").stream()
                        .filter(map -> map.path("data").has("mlops-exporter.yml")))
                .isEmpty();
        assertThat(named(pod(objects).path("volumes"), "config")
                        .at("/secret/secretName")
                        .asText())
                .isEqualTo("mlops-exporter-config");
        assertThat(named(pod(objects).path("volumes"), "secrets").toString())
                .contains("mlops-exporter-github", "pagerduty", "api-key");
    }

    @Test
    void aChangedConfiguration_rollsThePod_andNothingElseDoes() {
        String checksum = "/spec/template/metadata/annotations/checksum~1config";
        JsonNode before = Chart.only(CHART.render(""), "StatefulSet");
        JsonNode same = Chart.only(CHART.render("serviceMonitor: {enabled: true}"), "StatefulSet");
        JsonNode changed = Chart.only(CHART.render("config: {polling: {interval: 10m}}"), "StatefulSet");

        assertThat(before.at(checksum).asText()).hasSize(64);
        assertThat(same).isEqualTo(before);
        assertThat(changed.at(checksum)).isNotEqualTo(before.at(checksum));
    }

    @Test
    void withTls_probesTestAndMonitor_useIt() {
        List<JsonNode> objects = CHART.render(Chart.FOLDER.resolve("ci/tls-values.yaml"));
        JsonNode container = pod(objects).at("/containers/0");

        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/scheme").asText()).isEqualTo("HTTPS");
        }
        assertThat(Chart.only(objects, "ServiceMonitor")
                        .at("/spec/endpoints/0/scheme")
                        .asText())
                .isEqualTo("https");
        assertThat(Chart.only(objects, "Pod").at("/spec/containers/0/args/0").asText())
                .contains("https://dora-mlops-exporter:10808/-/healthy");
        assertThat(mount(objects, "web-config")).isEqualTo("/etc/mlops-exporter/web");
        assertThat(configuration(objects).at("/server/web_config_file").asText())
                .isEqualTo("/etc/mlops-exporter/web/web-config.yaml");
    }

    @Test
    void theStore_isOnTheVolume() {
        List<JsonNode> objects = CHART.render("persistentVolume: {mountPath: /data}");

        assertThat(mount(objects, "data")).isEqualTo("/data");
        assertThat(configuration(objects).at("/store/url").asText()).isEqualTo("jdbc:sqlite:/data/events.db");
        assertThat(Chart.only(objects, "StatefulSet")
                        .at("/spec/volumeClaimTemplates/0/metadata/name")
                        .asText())
                .isEqualTo("data");
        assertThat(Chart.only(CHART.render("persistentVolume: {enabled: false}"), "StatefulSet")
                        .path("spec")
                        .has("volumeClaimTemplates"))
                .isFalse();
    }

    @Test
    void replicasOnPostgreSql_needNoVolume() {
        List<JsonNode> objects = CHART.render(Chart.FOLDER.resolve("ci/postgresql-values.yaml"));
        JsonNode set = Chart.only(objects, "StatefulSet").path("spec");

        assertThat(set.path("replicas").asInt()).isEqualTo(2);
        assertThat(set.has("volumeClaimTemplates")).isFalse();
        assertThat(pod(objects).path("volumes").toString())
                .doesNotContain("\"data\"")
                .contains("mlops-exporter-store");
        assertThat(configuration(objects).at("/store/url").asText())
                .isEqualTo("jdbc:postgresql://postgresql.databases/mlops_exporter");
    }

    @Test
    void theDemo_needsNoCredential() {
        List<JsonNode> objects = CHART.render("demo: {enabled: true}");

        assertThat(pod(objects).toString()).doesNotContain("secret").contains("\"demo\",\"--listen\"");
    }

    @Test
    void theTest_readsTheExportersOwnMetrics() {
        JsonNode pod = Chart.only(CHART.render(""), "Pod");

        assertThat(pod.at("/metadata/annotations/example.com~1hook").asText()).isEqualTo("test");
        assertThat(pod.at("/spec/containers/0/args/0").asText())
                .contains("http://dora-mlops-exporter:10808/metrics", "mlops_exporter_build_info");
    }

    private static JsonNode configuration(List<JsonNode> objects) {
        try {
            return Chart.YAML.readTree(Chart.only(objects, "ConfigMap")
                    .at("/data/mlops-exporter.yml")
                    .asText());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode pod(List<JsonNode> objects) {
        return Chart.only(objects, "StatefulSet").at("/spec/template/spec");
    }

    private static String mount(List<JsonNode> objects, String volume) {
        return named(pod(objects).at("/containers/0/volumeMounts"), volume)
                .path("mountPath")
                .asText();
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is named " + name + " in " + list));
    }
}
