package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.mlopsexporter.config.ConfigReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object that the chart makes is one that Kubernetes and the operators take. */
class ValidObjectsTest {
    private static final List<String> VERSIONS = KubernetesSchemas.VERSIONS;

    @TempDir
    Path folder;

    static Stream<Arguments> valuesFilesAndVersions() {
        return Chart.valuesFiles().stream()
                .flatMap(file -> VERSIONS.stream().map(version -> Arguments.of(file, version)));
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void defaults_areValid(String version) {
        assertValid(Chart.committed().on(version).render(""), version);
    }

    @ParameterizedTest
    @MethodSource("valuesFilesAndVersions")
    void everyCiFile_isValid(Path values, String version) {
        assertValid(Chart.committed().on(version).render(values), version);
    }

    /** A dashboard and an alert that are not the repository's: what is checked does not depend on which there are. */
    @Test
    void dashboardsAndRules_areValid() {
        Chart chart = Chart.copiedTo(folder)
                .with("files/dashboards/some.json", "{\"title\": \"Some\"}")
                .with("files/rules/some.yml", "groups: [{name: some, rules: [{alert: Some, expr: up == 0}]}]");
        List<JsonNode> objects = chart.render(Chart.FOLDER.resolve("ci/everything-values.yaml"));

        assertThat(Chart.all(objects, "GrafanaDashboard")).isNotEmpty();
        assertThat(Chart.all(objects, "PrometheusRule")).isNotEmpty();
        assertValid(objects, "1.37.0");
    }

    /** In the objects of one ci file. */
    @ParameterizedTest
    @CsvSource({
        "everything, templates/statefulset.yaml, terminationGracePeriodSeconds:, terminationGraceSeconds:",
        "everything, templates/statefulset.yaml, volumeMounts:, volumeMount:",
        "everything, templates/_monitor.tpl, honorLabels:, honourLabels:",
        "everything, templates/prometheusrule.yaml, groups:, group:",
        "everything, templates/dashboards.yaml, configMapRef:, configmapRef:",
        "everything, templates/networkpolicy.yaml, policyTypes:, policyType:",
        "everything, templates/service.yaml, targetPort:, targetport:",
        "everything, templates/tests/metrics.yaml, restartPolicy:, restartPolice:",
        "pod-monitor, templates/podmonitor.yaml, podMetricsEndpoints:, podMetricEndpoints:",
        "gateway, templates/route.yaml, backendRefs:, backendRef:",
        "vertical-pod-autoscaler, templates/verticalpodautoscaler.yaml, resourcePolicy:, resourcesPolicy:",
        "config-reloader, templates/_reloader.tpl, imagePullPolicy:, imagePullPolice:",
        "grafana-operator, templates/dashboards.yaml, folderUID:, folderUid:",
    })
    void aMisspeltKeyInATemplate_isFound(String values, String template, String right, String wrong) {
        Chart chart =
                Chart.copiedTo(folder).with("files/dashboards/some.json", "{}").replacing(template, right, wrong);

        List<String> violations = chart.render(Chart.FOLDER.resolve("ci/" + values + "-values.yaml")).stream()
                .flatMap(object -> KubernetesSchemas.violations(object, "1.37.0").stream())
                .toList();

        assertThat(violations).anyMatch(violation -> violation.contains(wrong.replace(":", "")));
    }

    @Test
    void strictLint_findsNothing() {
        LintResult result =
                new Helm(Chart.FOLDER.toAbsolutePath()).lint().strict().call();

        assertThat(result.isFailed()).isFalse();
        assertThat(result.getMessages()).isEmpty();
    }

    @Test
    void theConfigurationThatIsMounted_isOneThatTheExporterReads() {
        for (Path values : Chart.valuesFiles()) {
            for (JsonNode map : Chart.all(Chart.committed().render(values), "ConfigMap")) {
                String text = map.path("data").path("mlops-exporter.yml").asText();
                if (!text.isEmpty()) {
                    assertThat(ConfigReader.parse(text, "mlops-exporter.yml")
                                    .server()
                                    .listen()
                                    .port())
                            .as(values.toString())
                            .isEqualTo(10808);
                }
            }
        }
    }

    private static void assertValid(List<JsonNode> objects, String version) {
        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(KubernetesSchemas.violations(object, version))
                        .as("%s %s", object.path("kind"), Chart.name(object))
                        .isEmpty());
    }
}
