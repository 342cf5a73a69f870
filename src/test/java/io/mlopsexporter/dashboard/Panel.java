package io.mlopsexporter.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A panel in the making. Colours mean nothing by themselves: what they say is said in words or numbers too. */
final class Panel {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final String WINDOW =
            " The window is chosen by the variable Window, not by the time picker, and ends at the as-of of the sources.";

    /** What is not the catalogue's to define. */
    private static final Map<String, String> OTHERS = Map.of(
            "process_resident_memory_bytes",
                    "Memory that the process holds, and what of it Java's heap uses. Unit: bytes.",
            "process_cpu_seconds_total", "Processor time that the process uses. Unit: seconds per second.");

    final ObjectNode node = JSON.createObjectNode();
    final int width;
    final int height;

    private Panel(String type, String title, String description, int width, int height) {
        this.width = width;
        this.height = height;
        node.putNull("id").put("type", type).put("title", title).put("description", description);
        node.set("gridPos", JSON.createObjectNode());
        node.set("datasource", datasource());
    }

    static ObjectNode datasource() {
        return JSON.createObjectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    /** A sentence that defines the metric, with its unit: the catalogue's own. */
    static String about(String metric) {
        Optional<Metric> known = Catalog.metrics().stream()
                .filter(one -> one.name().equals(metric))
                .findFirst();
        return known.map(one -> one.help() + " Unit: " + one.unit() + "."
                        + (one.labels().contains("window") ? WINDOW : ""))
                .orElseGet(() ->
                        OTHERS.getOrDefault(metric, metric + ": see docs/metrics.md for its definition and unit."));
    }

    static Panel text(String markdown, int height) {
        var panel = new Panel("text", "", "", 24, height);
        panel.node.remove("datasource");
        panel.node.put("transparent", true);
        panel.node.set(
                "options", JSON.createObjectNode().put("mode", "markdown").put("content", markdown));
        return panel;
    }

    /** One number, or one a series. */
    static Panel stat(String title, String description, String unit, int width) {
        var panel = new Panel("stat", title, description, width, 4);
        panel.fieldConfig(unit)
                .set("color", JSON.createObjectNode().put("mode", "fixed").put("fixedColor", "text"));
        var options = JSON.createObjectNode();
        options.set("reduceOptions", last());
        options.put("colorMode", "none")
                .put("graphMode", "none")
                .put("justifyMode", "auto")
                .put("orientation", "auto")
                .put("textMode", "auto")
                .put("wideLayout", true);
        panel.node.set("options", options);
        return panel;
    }

    static Panel bars(String title, String description, String unit, int width, int height) {
        var panel = new Panel("bargauge", title, description, width, height);
        panel.fieldConfig(unit)
                .set("color", JSON.createObjectNode().put("mode", "fixed").put("fixedColor", "blue"));
        var options = JSON.createObjectNode();
        options.set("reduceOptions", last());
        options.put("displayMode", "basic")
                .put("orientation", "horizontal")
                .put("showUnfilled", true)
                .put("valueMode", "text")
                .put("namePlacement", "auto")
                .put("sizing", "auto")
                .put("minVizWidth", 8)
                .put("minVizHeight", 16)
                .put("maxVizHeight", 300);
        panel.node.set("options", options);
        return panel;
    }

    static Panel series(String title, String description, String unit, int width) {
        var panel = new Panel("timeseries", title, description, width, 8);
        ObjectNode defaults = panel.fieldConfig(unit);
        defaults.set("color", JSON.createObjectNode().put("mode", "palette-classic"));
        var custom = JSON.createObjectNode();
        custom.put("drawStyle", "line")
                .put("lineInterpolation", "linear")
                .put("lineWidth", 1)
                .put("fillOpacity", 0)
                .put("showPoints", "auto")
                .put("pointSize", 4)
                .put("spanNulls", false)
                .put("axisPlacement", "auto")
                .put("axisLabel", "");
        defaults.set("custom", custom);
        var options = JSON.createObjectNode();
        var legend = JSON.createObjectNode();
        legend.put("showLegend", true).put("displayMode", "list").put("placement", "bottom");
        legend.set("calcs", JSON.createArrayNode());
        options.set("legend", legend);
        options.set("tooltip", JSON.createObjectNode().put("mode", "multi").put("sort", "none"));
        panel.node.set("options", options);
        // an hour is fine enough for figures of weeks, and light
        panel.node.put("interval", "1h");
        return panel;
    }

    static Panel table(String title, String description, String unit, int width, int height) {
        var panel = new Panel("table", title, description, width, height);
        ObjectNode defaults = panel.fieldConfig(unit);
        defaults.set("color", JSON.createObjectNode().put("mode", "fixed").put("fixedColor", "text"));
        var custom = JSON.createObjectNode().put("align", "auto").put("filterable", false);
        custom.set("cellOptions", JSON.createObjectNode().put("type", "auto"));
        defaults.set("custom", custom);
        panel.node.set(
                "options", JSON.createObjectNode().put("showHeader", true).put("cellHeight", "sm"));
        panel.node.set("transformations", JSON.createArrayNode());
        return panel;
    }

    private static ObjectNode last() {
        var reduce = JSON.createObjectNode();
        reduce.set("calcs", JSON.createArrayNode().add("lastNotNull"));
        return reduce.put("fields", "").put("values", false);
    }

    private ObjectNode fieldConfig(String unit) {
        ObjectNode config = node.putObject("fieldConfig");
        ObjectNode defaults = config.putObject("defaults");
        defaults.put("unit", unit);
        config.putArray("overrides");
        return defaults;
    }

    ObjectNode defaults() {
        return (ObjectNode) node.at("/fieldConfig/defaults");
    }

    /** What stands there when there is nothing: why there may be nothing. */
    Panel without(String why) {
        defaults().put("noValue", why);
        return this;
    }

    Panel range(double min, double max) {
        defaults().put("min", min).put("max", max);
        return this;
    }

    Panel decimals(int decimals) {
        defaults().put("decimals", decimals);
        return this;
    }

    /** Words instead of numbers; the colour, if any, says the same. */
    Panel words(Map<Integer, Word> words) {
        ObjectNode mapping = defaults().putArray("mappings").addObject();
        mapping.put("type", "value");
        ObjectNode options = mapping.putObject("options");
        new TreeMap<>(words)
                .forEach((value, word) -> options.putObject(String.valueOf(value))
                        .put("text", word.text())
                        .put("color", word.color())
                        .put("index", options.size() - 1));
        return this;
    }

    record Word(String text, String color) {}

    /** Cells bear the colour of their words as background. */
    Panel coloured() {
        ObjectNode cell = (ObjectNode) node.at("/fieldConfig/defaults/custom/cellOptions");
        cell.put("type", "color-background").put("mode", "basic");
        return this;
    }

    Panel names() {
        ((ObjectNode) node.get("options")).put("textMode", "value_and_name");
        return this;
    }

    Panel ask(String legend, String expression) {
        boolean overTime = node.path("type").asText().equals("timeseries");
        boolean table = node.path("type").asText().equals("table");
        ArrayNode targets = node.withArray("/targets");
        ObjectNode target = targets.addObject();
        target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
        target.set("datasource", datasource());
        target.put("editorMode", "code")
                .put("expr", expression)
                .put("legendFormat", legend)
                .put("format", table ? "table" : "time_series")
                .put("instant", !overTime)
                .put("range", overTime)
                .put("exemplar", false);
        return this;
    }

    Panel link(String title, String url) {
        ObjectNode link = node.withArray("/links").addObject();
        link.put("type", "link")
                .put("title", title)
                .put("url", url)
                .put("icon", "external link")
                .put("tooltip", "")
                .put("asDropdown", false)
                .put("includeVars", false)
                .put("keepTime", false)
                .put("targetBlank", true);
        link.putArray("tags");
        return this;
    }

    /** Another look for the fields of a name. */
    ObjectNode override(String field) {
        return override("byName", field);
    }

    private ObjectNode override(String matcher, String field) {
        ObjectNode override = node.withArray("/fieldConfig/overrides").addObject();
        override.putObject("matcher").put("id", matcher).put("options", field);
        override.putArray("properties");
        return override;
    }

    static void property(ObjectNode override, String id, Object value) {
        override.withArray("/properties").addObject().put("id", id).set("value", JSON.valueToTree(value));
    }

    /** Bars on an axis of their own: how many values are behind the lines. */
    Panel counts(String legend) {
        return counts(override("byName", legend), legend);
    }

    /** The same for all whose legend matches. */
    Panel countsLike(String pattern, String label) {
        return counts(override("byRegexp", pattern), label);
    }

    private Panel counts(ObjectNode override, String legend) {
        property(override, "unit", "none");
        property(override, "custom.drawStyle", "bars");
        property(override, "custom.fillOpacity", 15);
        property(override, "custom.lineWidth", 0);
        property(override, "custom.axisPlacement", "right");
        property(override, "custom.axisLabel", legend);
        property(override, "min", 0);
        return this;
    }

    Panel transform(String id, Object options) {
        node.withArray("/transformations").addObject().put("id", id).set("options", JSON.valueToTree(options));
        return this;
    }
}
