package io.mlopsexporter.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** A dashboard in the making, for Grafana 10.4 and later: rows of panels, which are laid out from left to right. */
final class Dashboard {
    static final String TAG = "mlops-exporter";
    private static final int GRID = 24;
    /** Of Grafana 10.4, the oldest that is supported; later ones migrate it when they load it. */
    private static final int SCHEMA = 39;

    private final ObjectNode node = Panel.JSON.createObjectNode();
    private final ArrayNode panels = Panel.JSON.createArrayNode();
    private final ArrayNode variables = Panel.JSON.createArrayNode();
    private final ArrayNode annotations = Panel.JSON.createArrayNode();
    private int top;
    private int left;
    private int tallest;

    Dashboard(String uid, String title, String description) {
        node.putNull("id").put("uid", uid).put("title", title).put("description", description);
        node.putArray("tags").add(TAG);
        node.put("schemaVersion", SCHEMA)
                .put("version", 1)
                .put("editable", false)
                // windows end at instants of UTC, and backfilled points stand at midnight UTC
                .put("timezone", "utc")
                .put("weekStart", "")
                .put("refresh", "5m")
                .put("graphTooltip", 1)
                .put("fiscalYearStartMonth", 0)
                .put("liveNow", false);
        node.putObject("time").put("from", "now-90d").put("to", "now");
        node.putObject("timepicker");
        annotations
                .addObject()
                .put("builtIn", 1)
                .put("name", "Annotations & Alerts")
                .put("type", "dashboard")
                .put("enable", true)
                .put("hide", true)
                .put("iconColor", "rgba(0, 211, 255, 1)")
                .set(
                        "datasource",
                        Panel.JSON.createObjectNode().put("type", "grafana").put("uid", "-- Grafana --"));
        others();
        variable("datasource", "datasource", "Data source").put("query", "prometheus");
        // one exporter at a time: figures of two organisations must not be mixed
        chosen("job", "Job", "mlops_exporter_build_info", "job", 1, false);
    }

    String uid() {
        return node.path("uid").asText();
    }

    private void others() {
        ObjectNode link = node.putArray("links").addObject();
        link.put("title", TAG)
                .put("type", "dashboards")
                .put("icon", "external link")
                .put("tooltip", "The other dashboards, with the same time and variables")
                .put("url", "")
                .put("asDropdown", true)
                .put("keepTime", true)
                .put("includeVars", true)
                .put("targetBlank", false);
        link.putArray("tags").add(TAG);
    }

    private ObjectNode variable(String type, String name, String label) {
        ObjectNode variable =
                variables.addObject().put("type", type).put("name", name).put("label", label);
        variable.put("hide", 0).put("skipUrlSync", false);
        return variable;
    }

    /** A variable whose values are those of a label. */
    Dashboard chosen(String name, String label, String selector, String of, int sort, boolean several) {
        ObjectNode variable = variable("query", name, label);
        variable.set("datasource", Panel.datasource());
        String query = "label_values(" + selector + ", " + of + ")";
        variable.put("definition", query);
        variable.putObject("query").put("query", query).put("refId", "PrometheusVariableQueryEditor-VariableQuery");
        variable.put("refresh", 2)
                .put("sort", sort)
                .put("multi", several)
                .put("includeAll", several)
                .put("regex", "");
        if (several) {
            variable.put("allValue", ".+");
            variable.putObject("current")
                    .put("selected", true)
                    .put("text", "All")
                    .put("value", "$__all");
        }
        return this;
    }

    Dashboard window() {
        chosen("window", "Window", "dora_organization_deployments{job=~\"$job\"}", "window", 3, false);
        ((ObjectNode) variables.get(variables.size() - 1))
                .putObject("current")
                .put("selected", true)
                .put("text", "30d")
                .put("value", "30d");
        return this;
    }

    /** Where people who look at the dashboard reach the exporter. */
    Dashboard explain() {
        ObjectNode variable = variable("textbox", "explain", "Exporter's address");
        String here = "http://localhost:10808";
        variable.put("description", "Where your browser reaches the exporter, for the links to its page /explain")
                .put("query", here);
        variable.putArray("options")
                .addObject()
                .put("selected", true)
                .put("text", here)
                .put("value", here);
        variable.putObject("current").put("selected", true).put("text", here).put("value", here);
        return this;
    }

    ObjectNode annotate(String name, String color, String expression, String text) {
        ObjectNode annotation =
                annotations.addObject().put("name", name).put("enable", true).put("hide", false);
        annotation.set("datasource", Panel.datasource());
        return annotation
                .put("iconColor", color)
                .put("expr", expression)
                .put("step", "10m")
                .put("titleFormat", name)
                .put("textFormat", text)
                .put("tagKeys", "");
    }

    Dashboard row(String title, Panel... content) {
        wrap();
        ObjectNode row = panels.addObject();
        row.put("id", panels.size()).put("type", "row").put("title", title).put("collapsed", false);
        row.set("gridPos", at(0, top, GRID, 1));
        row.putArray("panels");
        top++;
        return add(content);
    }

    Dashboard add(Panel... content) {
        for (Panel panel : content) {
            if (left + panel.width > GRID) {
                wrap();
            }
            panel.node.set("gridPos", at(left, top, panel.width, panel.height));
            panels.add(panel.node);
            panel.node.put("id", panels.size());
            left += panel.width;
            tallest = Math.max(tallest, panel.height);
        }
        return this;
    }

    private void wrap() {
        top += tallest;
        left = 0;
        tallest = 0;
    }

    private static ObjectNode at(int x, int y, int width, int height) {
        return Panel.JSON
                .createObjectNode()
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height);
    }

    String json() {
        node.putObject("templating").set("list", variables);
        node.putObject("annotations").set("list", annotations);
        node.set("panels", panels);
        var indenter = new DefaultIndenter("  ", "\n");
        try {
            return Panel.JSON
                            .writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(indenter)
                                    .withArrayIndenter(indenter))
                            .writeValueAsString(node)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
