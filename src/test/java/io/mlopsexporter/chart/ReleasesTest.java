package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several releases, in any namespace, under any name, over time. */
class ReleasesTest {
    private static final Path EVERYTHING = Chart.FOLDER.resolve("ci/everything-values.yaml");

    @TempDir
    Path folder;

    @Test
    void twoReleasesInOneNamespace_doNotCollide() {
        Chart chart = withDashboard();
        Set<String> seen = new HashSet<>();
        for (String release : List.of("one", "two")) {
            for (JsonNode object : chart.releasedAs(release).render(EVERYTHING)) {
                assertThat(seen.add(object.path("kind").asText() + " " + Chart.name(object)))
                        .as("%s %s is there twice", object.path("kind"), Chart.name(object))
                        .isTrue();
            }
        }
        assertThat(selector(chart.releasedAs("one"))).isNotEqualTo(selector(chart.releasedAs("two")));
    }

    @Test
    void theNamespaceOverride_holdsForEveryObject() throws IOException {
        Chart chart = withDashboard();
        String values = Files.readString(EVERYTHING).replaceFirst("(?s)extraManifests:.*?(?=\nservice:)", "");

        assertThat(chart.render(values + "\nnamespaceOverride: elsewhere\n"))
                .hasSizeGreaterThan(8)
                .allMatch(object -> object.at("/metadata/namespace").asText().equals("elsewhere"));
        JsonNode monitor = Chart.only(chart.render(values + "\nnamespaceOverride: elsewhere\n"), "ServiceMonitor");
        assertThat(monitor.at("/spec/namespaceSelector/matchNames/0").asText()).isEqualTo("elsewhere");
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void nothingIsNull_andNoLabelIsMoreThanALabel(Path values) {
        for (JsonNode object : Chart.committed().render(values)) {
            assertThat(object.toString()).doesNotContain(":null", "[null", "<no value>");
            object.at("/metadata/labels")
                    .forEach(label ->
                            assertThat(label.asText()).matches("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?"));
        }
    }

    static List<Path> valuesFiles() {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "a-release-has-a-name-as-long-as-helm-allows-it-to-bee", "12345", "with.a.dot"})
    void namesAndLabels_areShortEnough(String release) {
        Chart chart = withDashboard().releasedAs(release);
        for (JsonNode object : chart.render(EVERYTHING)) {
            assertThat(Chart.name(object))
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
                    .hasSizeLessThanOrEqualTo(63);
            object.at("/metadata/labels").forEach(label -> {
                assertThat(label.isTextual()).as("%s is a text", label).isTrue();
                assertThat(label.asText()).hasSizeLessThanOrEqualTo(63);
            });
        }
        // Kubernetes adds eleven characters, and makes the whole a label
        assertThat(Chart.name(Chart.only(chart.render(EVERYTHING), "StatefulSet")))
                .hasSizeLessThanOrEqualTo(52);
    }

    @Test
    void twoLongReleases_thatDifferAtTheirEnds_haveDifferentNames() {
        String almost = "a-release-whose-name-is-as-long-as-helm-allows-it-to-";
        Chart chart = Chart.committed();

        assertThat(statefulSet(chart.releasedAs(almost.substring(0, 52) + "a")).at("/metadata/name"))
                .isNotEqualTo(statefulSet(chart.releasedAs(almost.substring(0, 52) + "b"))
                        .at("/metadata/name"));
    }

    @Test
    void anUpgrade_changesNothingThatCannotBeChanged() {
        Chart next = Chart.copiedTo(folder)
                .replacing("Chart.yaml", "\nversion: ", "\nversion: 9")
                .replacing("Chart.yaml", "\nappVersion: ", "\nappVersion: 9");
        JsonNode before = statefulSet(Chart.committed());
        JsonNode after = statefulSet(next);

        assertThat(after.at("/metadata/labels")).isNotEqualTo(before.at("/metadata/labels"));
        for (String fixed : List.of("selector", "serviceName", "volumeClaimTemplates")) {
            assertThat(after.path("spec").path(fixed))
                    .isEqualTo(before.path("spec").path(fixed));
        }
        assertThat(Chart.only(next.render(""), "Service").at("/spec/selector"))
                .isEqualTo(Chart.only(Chart.committed().render(""), "Service").at("/spec/selector"));
    }

    /** What was released stays as it was: people upgrade from it. */
    @Test
    void selectors_areThoseThatWereReleased() {
        assertThat(selector(Chart.committed()).toString())
                .isEqualTo("{\"app.kubernetes.io/name\":\"mlops-exporter\",\"app.kubernetes.io/instance\":\"dora\","
                        + "\"app.kubernetes.io/component\":\"exporter\"}");
    }

    @Test
    void everySelector_selectsItsOwnObjectsOnly() {
        List<JsonNode> objects = Chart.committed().render(EVERYTHING);
        JsonNode labels = Chart.only(objects, "StatefulSet").at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>();
        selectors.add(Chart.only(objects, "StatefulSet").at("/spec/selector/matchLabels"));
        selectors.add(Chart.only(objects, "Service").at("/spec/selector"));
        selectors.add(Chart.only(objects, "NetworkPolicy").at("/spec/podSelector/matchLabels"));
        selectors.add(Chart.only(objects, "PodDisruptionBudget").at("/spec/selector/matchLabels"));

        assertThat(selectors).allMatch(selector -> isPart(selector, labels));
        JsonNode testPod = Chart.only(objects, "Pod").at("/metadata/labels");
        assertThat(selectors).noneMatch(selector -> isPart(selector, testPod));
        assertThat(isPart(
                        Chart.only(objects, "ServiceMonitor").at("/spec/selector/matchLabels"),
                        Chart.only(objects, "Service").at("/metadata/labels")))
                .isTrue();
    }

    @Test
    void thePackage_holdsWhatTheChartNeeds() throws IOException {
        new Helm(Chart.FOLDER.toAbsolutePath())
                .packageIt()
                .withDestination(folder)
                .call();

        Path made = Chart.list(folder).get(0);
        assertThat(made.getFileName().toString()).matches("mlops-exporter-\\d+\\.\\d+\\.\\d+\\.tgz");
        // the names of files stand as they are in an archive
        assertThat(unpacked(made))
                .contains("mlops-exporter/values.schema.json", "mlops-exporter/templates/tests/metrics.yaml")
                .doesNotContain("mlops-exporter/ci/");
    }

    private static String unpacked(Path archive) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Chart withDashboard() {
        return Chart.copiedTo(folder).with("files/dashboards/some-dashboard-with-a-rather-long-name.json", "{}");
    }

    private static JsonNode statefulSet(Chart chart) {
        return Chart.only(chart.render(""), "StatefulSet");
    }

    private static JsonNode selector(Chart chart) {
        return statefulSet(chart).at("/spec/selector/matchLabels");
    }

    private static boolean isPart(JsonNode some, JsonNode all) {
        return some.properties().stream().allMatch(each -> each.getValue().equals(all.path(each.getKey())));
    }
}
