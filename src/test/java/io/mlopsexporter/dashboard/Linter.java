package io.mlopsexporter.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.dashboard.Promql.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules of Grafana's dashboard-linter (v0.2.0), as they are coded there; what each finds in a dashboard. */
final class Linter {
    static final Map<String, Function<JsonNode, Stream<String>>> RULES = rules();

    private static final Set<String> CHECKED =
            Set.of("stat", "singlestat", "graph", "table", "timeseries", "gauge", "bargauge");
    private static final Set<String> OVER_TIME = Set.of("singlestat", "graph", "table", "timeseries");
    private static final Set<String> UNITS =
            Set.of("none", "short", "percentunit", "s", "bytes", "reqps", "dateTimeFromNow");
    private static final Set<String> DATASOURCE =
            Set.of("$datasource", "${datasource}", "$prometheus_datasource", "${prometheus_datasource}");
    private static final Set<String> COUNTING = Set.of("rate", "irate", "increase");
    private static final Pattern LABEL_QUERY =
            Pattern.compile("(label_names|label_values|metrics|query_result)\\((.*)\\)");

    private Linter() {}

    private static Map<String, Function<JsonNode, Stream<String>>> rules() {
        var rules = new LinkedHashMap<String, Function<JsonNode, Stream<String>>>();
        rules.put("template-datasource-rule", Linter::datasource);
        rules.put("template-job-rule", dashboard -> target(dashboard, "job", "Job"));
        rules.put("template-instance-rule", dashboard -> target(dashboard, "instance", "Instance"));
        rules.put("template-label-promql-rule", Linter::labelQueries);
        rules.put(
                "template-on-time-change-reload-rule",
                dashboard -> variables(dashboard, "query")
                        .filter(variable -> variable.path("refresh").asInt() != 2)
                        .map(Linter::name));
        rules.put(
                "panel-datasource-rule",
                dashboard -> panels(dashboard)
                        .filter(panel -> OVER_TIME.contains(type(panel)))
                        .filter(panel ->
                                !DATASOURCE.contains(panel.at("/datasource/uid").asText()))
                        .map(Linter::title));
        rules.put(
                "panel-title-description-rule",
                dashboard -> panels(dashboard)
                        .filter(panel -> title(panel).isBlank()
                                || panel.path("description").asText().isBlank())
                        .map(Linter::title));
        rules.put("panel-units-rule", Linter::units);
        rules.put(
                "panel-no-targets-rule",
                dashboard -> panels(dashboard)
                        .filter(panel -> panel.path("targets").isEmpty())
                        .map(Linter::title));
        rules.put("target-promql-rule", Linter::unparsed);
        rules.put("target-rate-interval-rule", dashboard -> selectors(dashboard, Linter::wrongRange));
        rules.put("target-job-rule", dashboard -> selectors(dashboard, selector -> lacks(selector, "job")));
        rules.put("target-instance-rule", dashboard -> selectors(dashboard, selector -> lacks(selector, "instance")));
        rules.put(
                "target-counter-agg-rule",
                dashboard -> selectors(
                        dashboard,
                        selector -> selector.metric().endsWith("_total")
                                && selector.functions().stream().noneMatch(COUNTING::contains)));
        rules.put("target-logql-rule", Linter::loki);
        rules.put("target-logql-auto-rule", Linter::loki);
        rules.put(
                "uneditable-dashboard",
                dashboard -> dashboard.path("editable").asBoolean(true) ? Stream.of("it is editable") : Stream.empty());
        return rules;
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Those that show figures: no rows, no text. */
    static Stream<JsonNode> panels(JsonNode dashboard) {
        return elements(dashboard.path("panels")).filter(panel -> CHECKED.contains(type(panel)));
    }

    static Stream<String> expressions(JsonNode panel) {
        return elements(panel.path("targets")).map(target -> target.path("expr").asText());
    }

    static Stream<JsonNode> variables(JsonNode dashboard, String type) {
        return elements(dashboard.at("/templating/list"))
                .filter(variable -> type(variable).equals(type));
    }

    private static String type(JsonNode node) {
        return node.path("type").asText();
    }

    static String title(JsonNode panel) {
        return panel.path("title").asText();
    }

    static String name(JsonNode variable) {
        return variable.path("name").asText();
    }

    private static Stream<String> datasource(JsonNode dashboard) {
        List<JsonNode> sources = variables(dashboard, "datasource").toList();
        return sources.size() == 1
                        && Set.of("datasource", "prometheus_datasource").contains(name(sources.get(0)))
                        && Set.of("Data source", "Prometheus data source")
                                .contains(sources.get(0).path("label").asText())
                        && sources.get(0).path("query").asText().equals("prometheus")
                ? Stream.empty()
                : Stream.of("expected one variable datasource, Data source");
    }

    private static Stream<String> target(JsonNode dashboard, String name, String label) {
        return variables(dashboard, "query")
                        .anyMatch(variable -> name(variable).equals(name)
                                && DATASOURCE.contains(
                                        variable.at("/datasource/uid").asText())
                                && variable.path("label").asText().equals(label)
                                && variable.path("multi").asBoolean()
                                && variable.path("allValue").asText().equals(".+"))
                ? Stream.empty()
                : Stream.of("there is no variable " + name + " of several values, .+ for all");
    }

    private static Stream<String> labelQueries(JsonNode dashboard) {
        return variables(dashboard, "query")
                .filter(variable -> !LABEL_QUERY
                        .matcher(variable.at("/query/query").asText())
                        .matches())
                .map(Linter::name);
    }

    private static Stream<String> units(JsonNode dashboard) {
        return panels(dashboard)
                .filter(panel -> panel.at("/fieldConfig/defaults/mappings").isEmpty())
                .filter(panel ->
                        !UNITS.contains(panel.at("/fieldConfig/defaults/unit").asText()))
                .map(Linter::title);
    }

    private static Stream<String> unparsed(JsonNode dashboard) {
        return panels(dashboard).flatMap(Linter::expressions).filter(expression -> {
            try {
                return Promql.parse(expression).selectors().isEmpty();
            } catch (RuntimeException e) {
                return true;
            }
        });
    }

    private static Stream<String> selectors(JsonNode dashboard, Predicate<Selector> wrong) {
        return panels(dashboard)
                .flatMap(Linter::expressions)
                .flatMap(expression -> Promql.parse(expression).selectors().stream())
                .filter(wrong)
                .map(Selector::toString);
    }

    private static boolean wrongRange(Selector selector) {
        if (selector.range().isEmpty()) {
            return false;
        }
        String function =
                selector.functions().isEmpty() ? "" : selector.functions().get(0);
        boolean rate = function.equals("rate") || function.equals("irate");
        return function.isEmpty() || (rate && !selector.range().equals("$__rate_interval"));
    }

    private static boolean lacks(Selector selector, String label) {
        return !("=~\"$" + label + "\"").equals(selector.matchers().get(label));
    }

    /** Both rules of Loki's: there is nothing of Loki. */
    private static Stream<String> loki(JsonNode dashboard) {
        return dashboard.findValuesAsText("type").stream().filter("loki"::equals);
    }
}
