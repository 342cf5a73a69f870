package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus and Grafana get. Rules and dashboards are of the test's own, so that those of the repository may change. */
class MonitoringTest {
    private static final String RULES = """
            groups:
              - name: first
                rules:
                  - record: job:some:sum
                    expr: sum by (job) (some)
                  - alert: SomethingDown
                    expr: up == 0
                    for: 5m
                    labels: {severity: warning}
                    annotations: {summary: Down., runbook_url: "https://example.com/SomethingDown"}
              - name: second
                rules:
                  - alert: SomethingElse
                    expr: some{legend="{{ braces }}"} > 1
            """;

    /** Braces as in a legend, which are no template; and more than one line. */
    private static final String DASHBOARD = "{\n  \"legendFormat\": \"{{application}}\",\n  \"uid\": \"one\"\n}\n";

    @TempDir
    Path folder;

    private Chart chart = Chart.committed();

    @BeforeEach
    void rulesAndDashboardsOfItsOwn() {
        chart = Chart.copiedTo(folder)
                .withoutRulesAndDashboards()
                .with("files/rules/some-alerts.yml", RULES)
                .with("files/dashboards/one.json", DASHBOARD);
    }

    @Test
    void rules_areThoseOfTheFile() throws java.io.IOException {
        assertThat(rules("prometheusRule: {enabled: true}").at("/spec/groups"))
                .isEqualTo(Chart.YAML.readTree(RULES).path("groups"));
    }

    @Test
    void aRunbookInTheRepository_becomesAnAddress() {
        chart.replacing("files/rules/some-alerts.yml", "https://example.com/", "docs/runbooks/");

        assertThat(alert(rules("prometheusRule: {enabled: true}"), "SomethingDown")
                        .at("/annotations/runbook_url")
                        .asText())
                .matches("https://.+/blob/main/docs/runbooks/SomethingDown");
    }

    @Test
    void anAlert_canBeSwitchedOff() {
        JsonNode rule = rules("{prometheusRule: {enabled: true}, defaultRules: {disabled: {SomethingDown: true}}}");

        assertThat(rule.toString()).doesNotContain("SomethingDown").contains("SomethingElse", "job:some:sum");
    }

    @Test
    void aFileOfRules_canBeSwitchedOff() {
        JsonNode rule = rules("{prometheusRule: {enabled: true}, defaultRules: {rules: {someAlerts: false}}}");

        assertThat(rule.at("/spec/groups")).isEmpty();
    }

    @Test
    void anAlert_canBeChanged_andNoOtherIs() {
        JsonNode rule =
                rules("{prometheusRule: {enabled: true}, customRules: {SomethingDown: {for: 1h, severity: critical}}}");

        assertThat(alert(rule, "SomethingDown").path("for").asText()).isEqualTo("1h");
        assertThat(alert(rule, "SomethingDown").at("/labels/severity").asText()).isEqualTo("critical");
        assertThat(alert(rule, "SomethingElse").has("for")).isFalse();
    }

    @Test
    void anAlert_canHaveAnotherThreshold() {
        JsonNode rule = rules("{prometheusRule: {enabled: true}, customRules: {SomethingElse: {expr: some > 2}}}");

        assertThat(alert(rule, "SomethingElse").path("expr").asText()).isEqualTo("some > 2");
        assertThat(alert(rule, "SomethingDown").path("expr").asText()).isEqualTo("up == 0");
    }

    @Test
    void everyAlert_canHaveLabelsRunbooksAndMore() {
        JsonNode rule = rules("""
                prometheusRule: {enabled: true}
                defaultRules:
                  runbookUrl: https://runbooks.example.com/
                  keepFiringFor: 10m
                  additionalRuleLabels: {team: platform}
                  additionalRuleAnnotations: {channel: ml}
                """);

        for (String name : List.of("SomethingDown", "SomethingElse")) {
            JsonNode alert = alert(rule, name);
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo("https://runbooks.example.com/" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(alert.path("keep_firing_for").asText()).isEqualTo("10m");
            assertThat(alert.at("/labels/team").asText()).isEqualTo("platform");
            assertThat(alert.at("/annotations/channel").asText()).isEqualTo("ml");
        }
        assertThat(alert(rule, "SomethingDown").at("/labels/severity").asText()).isEqualTo("warning");
        assertThat(rule.at("/spec/groups/0/rules/0")).hasSize(2);
    }

    @Test
    void ownRules_areAGroupOfTheirOwn() {
        JsonNode rule = rules(
                "{prometheusRule: {enabled: true, rules: [{alert: Mine, expr: up}]}, defaultRules: {create: false}}");

        assertThat(rule.at("/spec/groups")).hasSize(1);
        assertThat(rule.at("/spec/groups/0/rules/0/alert").asText()).isEqualTo("Mine");
    }

    @Test
    void aDashboard_isTheFileItself_withTheSidecarsLabelAndFolder() {
        JsonNode map = dashboard(chart.render("dashboards: {enabled: true, folder: ML, namespace: grafana}"));

        assertThat(map.at("/data/one.json").asText()).isEqualTo(DASHBOARD);
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(map.at("/metadata/annotations/grafana_folder").asText()).isEqualTo("ML");
        assertThat(map.at("/metadata/namespace").asText()).isEqualTo("grafana");
    }

    @Test
    void theSidecarsLabel_isAValue() {
        JsonNode map = dashboard(chart.render("dashboards: {enabled: true, label: board, labelValue: ''}"));

        assertThat(map.at("/metadata/labels/board").isTextual()).isTrue();
        assertThat(map.at("/metadata/labels").has("grafana_dashboard")).isFalse();
    }

    @Test
    void theGrafanaOperator_getsAnObjectThatRefersToTheDashboard() {
        List<JsonNode> objects = chart.render("dashboards: {operator: {enabled: true, matchLabels: {dashboards: ml}}}");
        JsonNode reference = Chart.only(objects, "GrafanaDashboard").path("spec");

        assertThat(reference.at("/configMapRef/name").asText()).isEqualTo(Chart.name(dashboard(objects)));
        assertThat(reference.at("/configMapRef/key").asText()).isEqualTo("one.json");
        assertThat(reference.at("/instanceSelector/matchLabels/dashboards").asText())
                .isEqualTo("ml");
        assertThat(dashboard(objects).at("/metadata/labels").has("grafana_dashboard"))
                .isFalse();
    }

    @Test
    void theGrafanaOperator_isToldOneFolder() {
        assertThat(folders("folder: ML, operator: {enabled: true}")).isEqualTo("ML - -");
        assertThat(folders("folder: ML, operator: {enabled: true, folderUID: uid}"))
                .isEqualTo("- uid -");
        assertThat(folders("operator: {enabled: true, folderRef: ml}")).isEqualTo("- - ml");
    }

    private String folders(String dashboards) {
        JsonNode spec = Chart.only(chart.render("dashboards: {" + dashboards + "}"), "GrafanaDashboard")
                .path("spec");
        return Stream.of("folder", "folderUID", "folderRef")
                .map(key -> spec.path(key).asText("-"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aDashboard_canBeLeftOut() {
        assertThat(chart.render("dashboards: {enabled: true, disabled: {one: true}}"))
                .noneMatch(object -> object.path("data").has("one.json"));
    }

    @Test
    void theJob_isTheChartsName_whateverTheReleaseIsCalled() {
        List<JsonNode> objects = chart.releasedAs("anything").render("serviceMonitor: {enabled: true}");
        String label =
                Chart.only(objects, "ServiceMonitor").at("/spec/jobLabel").asText();

        assertThat(Chart.only(objects, "Service")
                        .at("/metadata/labels")
                        .path(label)
                        .asText())
                .isEqualTo("mlops-exporter");
    }

    @Test
    void scrapeAnnotations_tellPortPathAndScheme() {
        JsonNode annotations = Chart.only(
                        chart.render("{service: {scrapeAnnotations: true, port: 80}, webConfiguration: {tls: true}}"),
                        "Service")
                .at("/metadata/annotations");

        assertThat(annotations.toString()).isEqualTo("""
                        {"prometheus.io/path":"/metrics","prometheus.io/port":"10808","prometheus.io/scheme":"https","prometheus.io/scrape":"true"}""");
    }

    @Test
    void theNetworkPolicy_opensTheContainersPort_toTheMonitoring() {
        JsonNode policy = Chart.only(
                chart.render("{service: {port: 80}, networkPolicy: {enabled: true, monitoringNamespaceName: obs}}"),
                "NetworkPolicy");

        assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(10808);
        assertThat(policy.at("/spec/ingress/0/from/1/namespaceSelector/matchLabels")
                        .toString())
                .isEqualTo("{\"kubernetes.io/metadata.name\":\"obs\"}");
        assertThat(policy.at("/spec/egress/0/ports/0/port").asInt()).isEqualTo(53);
        assertThat(policy.at("/spec/egress/1/ports/0/port").asInt()).isEqualTo(443);
    }

    private JsonNode rules(String values) {
        return Chart.only(chart.render(values), "PrometheusRule");
    }

    private static JsonNode alert(JsonNode rule, String name) {
        return StreamSupport.stream(rule.at("/spec/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .filter(each -> each.path("alert").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode dashboard(List<JsonNode> objects) {
        return Chart.all(objects, "ConfigMap").stream()
                .filter(map -> map.path("data").has("one.json"))
                .findFirst()
                .orElseThrow();
    }
}
