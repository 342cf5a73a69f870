package io.mlopsexporter.dashboard;

import static io.mlopsexporter.dashboard.Linter.elements;
import static io.mlopsexporter.dashboard.Linter.panels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.KeptFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The dashboards are what the code makes, keep the linter's rules, and ask for what is there. */
class DashboardsTest {
    private static final Path FOLDER = Path.of("grafana-dashboards");
    private static final Map<String, JsonNode> ALL = read();

    /** Rules that are not kept, and why. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "template-job-rule",
            "one exporter is looked at at a time: the figures of two would be mixed by max, so job has one value and no All",
            "template-instance-rule",
            "replicas expose the same figures and are one exporter: whoever chose an instance would lose the history of others",
            "target-instance-rule",
            "as there is no variable instance; max by drops the label");

    /** The number of values behind a distribution. */
    private static final Map<String, String> COUNTS = Map.of(
            "lead_time_seconds", "changes",
            "lead_time_stage_seconds", "changes",
            "recovery_time_seconds", "recoveries",
            "restoration_time_seconds", "incidents_resolved");

    private static Map<String, JsonNode> read() {
        var read = new TreeMap<String, JsonNode>();
        Dashboards.all().forEach((file, dashboard) -> {
            try {
                read.put(file, new ObjectMapper().readTree(dashboard.json()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return read;
    }

    @TestFactory
    Stream<DynamicTest> filesAreCurrent() {
        return Dashboards.all().entrySet().stream()
                .map(one -> dynamicTest(one.getKey(), () -> {
                    String json = one.getValue().json();
                    assertThat(KeptFiles.golden(FOLDER.resolve(one.getKey()), json))
                            .isEqualTo(json);
                }));
    }

    @Test
    void folder_holdsNoOtherDashboard() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(ALL.keySet());
        }
    }

    @TestFactory
    Stream<DynamicTest> linter() {
        assertThat(Linter.RULES).hasSize(17).containsKeys(EXCLUDED.keySet().toArray(String[]::new));
        return Linter.RULES.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> {
                    Map<String, List<String>> found = ALL.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    one -> rule.getValue().apply(one.getValue()).toList()));
                    if (EXCLUDED.containsKey(rule.getKey())) {
                        assertThat(found.values()).noneMatch(List::isEmpty);
                    } else {
                        assertThat(found.values()).allMatch(List::isEmpty, found.toString());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRule_isBrokenByABadDashboard() {
        String bad = """
                {"editable": true,
                 "templating": {"list": [
                   {"type": "datasource", "name": "ds", "query": "loki"},
                   {"type": "query", "name": "job", "label": "Job", "refresh": 1, "query": {"query": "up{}"}}]},
                 "panels": [
                   {"type": "table", "title": "", "datasource": {"type": "loki", "uid": "abc"}, "fieldConfig": {"defaults": {"unit": "days"}}},
                   {"type": "timeseries", "title": "x", "targets": [{"expr": "rate(requests_total{a=\\"b\\"}[5m]) + sum(other_total) + up[5m]"}]},
                   {"type": "stat", "title": "y", "targets": [{"expr": "sum(up"}]}]}
                """;
        return Linter.RULES.entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> {
                    var dashboard = (ObjectNode) new ObjectMapper().readTree(bad);
                    if (!rule.getKey().equals("target-promql-rule")) {
                        // other rules need what can be parsed
                        dashboard.withArray("/panels").remove(2);
                    }
                    assertThat(rule.getValue().apply(dashboard)).isNotEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExpression_asksForWhatIsThere() {
        return each(dashboard -> assertThat(allExpressions(dashboard))
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(Known.problems(Promql.parse(expression), Map.of()))
                        .as(expression)
                        .isEmpty()));
    }

    /** Those of panels, variables and annotations. */
    static List<String> allExpressions(JsonNode dashboard) {
        var all = new ArrayList<String>();
        panels(dashboard).flatMap(Linter::expressions).forEach(all::add);
        elements(dashboard.at("/annotations/list"))
                .filter(one -> one.has("expr"))
                .forEach(one -> all.add(one.path("expr").asText()));
        Linter.variables(dashboard, "query").forEach(variable -> {
            String query = variable.at("/query/query").asText();
            String selector = query.substring("label_values(".length(), query.lastIndexOf(','));
            String label = query.substring(query.lastIndexOf(',') + 1, query.length() - 1)
                    .strip();
            all.add("max by (" + label + ") (" + selector + ")");
        });
        return all;
    }

    @TestFactory
    Stream<DynamicTest> everyVariable_isThere() {
        return each(dashboard -> {
            Set<String> there =
                    elements(dashboard.at("/templating/list")).map(Linter::name).collect(Collectors.toSet());
            assertThat(matches("\\$\\{?([a-zA-Z_]+)", dashboard.toString()).stream()
                            .filter(name -> !name.startsWith("__")))
                    .isSubsetOf(there);
            assertThat(there).contains("datasource", "job", "window");
            assertThat(Linter.variables(dashboard, "query")
                            .filter(variable -> Linter.name(variable).endsWith("window")))
                    .isNotEmpty()
                    .noneMatch(variable -> variable.path("multi").asBoolean()
                            || variable.path("includeAll").asBoolean());
        });
    }

    @TestFactory
    Stream<DynamicTest> panels_liveBesideEachOther() {
        return each(dashboard -> {
            Set<Integer> ids = new HashSet<>();
            Set<List<Integer>> taken = new HashSet<>();
            elements(dashboard.path("panels")).forEach(panel -> {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode at = panel.path("gridPos");
                int right = at.path("x").asInt() + at.path("w").asInt();
                assertThat(right).isLessThanOrEqualTo(24);
                for (int x = at.path("x").asInt(); x < right; x++) {
                    for (int y = 0; y < at.path("h").asInt(); y++) {
                        assertThat(taken.add(List.of(x, at.path("y").asInt() + y)))
                                .as(Linter.title(panel))
                                .isTrue();
                    }
                }
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> everyPanel_saysWhatItShows() {
        return each(dashboard -> panels(dashboard).forEach(panel -> {
            assertThat(panel.path("description").asText())
                    .as(Linter.title(panel))
                    .hasSizeGreaterThan(40)
                    .containsIgnoringCase("unit");
            boolean words = !panel.at("/fieldConfig/defaults/mappings").isEmpty();
            boolean plain = panel.at("/options/colorMode").asText("none").equals("none")
                    && !panel.at("/fieldConfig/defaults/custom/cellOptions/type")
                            .asText()
                            .startsWith("color");
            assertThat(words || plain)
                    .as("colour alone means nothing: %s", Linter.title(panel))
                    .isTrue();
            assertThat(panel.at("/fieldConfig/defaults/thresholds").isMissingNode())
                    .isTrue();
            if (!panel.path("type").asText().equals("timeseries")) {
                assertThat(panel.at("/fieldConfig/defaults/noValue").asText() + panel.path("transformations"))
                        .as(Linter.title(panel))
                        .isNotEmpty();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyDistribution_hasItsCount() {
        return each(dashboard -> {
            Set<String> asked = allExpressions(dashboard).stream()
                    .flatMap(expression -> Promql.parse(expression).selectors().stream())
                    .map(Promql.Selector::metric)
                    .collect(Collectors.toSet());
            COUNTS.forEach((distribution, count) -> asked.stream()
                    .filter(metric -> metric.startsWith("dora_") && metric.endsWith("_" + distribution))
                    .forEach(metric -> assertThat(asked)
                            .contains(metric.substring(0, metric.length() - distribution.length()) + count)));
            assertThat(asked).contains("mlops_exporter_source_as_of_timestamp_seconds");
            assertThat(asked).anyMatch(metric -> metric.endsWith("data_complete"));
        });
    }

    @Test
    void dashboards_canBeImportedAndProvisioned() {
        assertThat(ALL.values().stream().map(one -> one.path("uid").asText()))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("mlops-[a-z-]{1,34}"));
        Set<String> uids =
                ALL.values().stream().map(one -> one.path("uid").asText()).collect(Collectors.toSet());
        assertThat(ALL.values()).allSatisfy(dashboard -> {
            assertThat(dashboard.path("id").isNull()).isTrue();
            assertThat(dashboard.has("__inputs") || dashboard.has("__requires")).isFalse();
            assertThat(dashboard.path("tags").toString()).contains(Dashboard.TAG);
            assertThat(dashboard.at("/links/0/includeVars").asBoolean()).isTrue();
            assertThat(matches("\"(https?://[^\"]*)", dashboard.toString())).allMatch("http://localhost:10808"::equals);
            assertThat(matches("/d/([a-z-]+)/", dashboard.toString())).isSubsetOf(uids);
        });
    }

    private static Stream<DynamicTest> each(Consumer<JsonNode> check) {
        return ALL.entrySet().stream().map(one -> dynamicTest(one.getKey(), () -> check.accept(one.getValue())));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
