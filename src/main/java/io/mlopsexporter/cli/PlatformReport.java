package io.mlopsexporter.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Series;
import io.mlopsexporter.metric.Units;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The platform's figures in a report: those of the chosen window, and those that have windows of their own or none. */
final class PlatformReport {
    private static final String PREFIX = "mlops_";
    private static final List<String> HEADS = List.of("platform", "of", "value");
    private static final int LABELS = 2;
    /** Too many for people, a row each. */
    private static final Set<String> LONG = Set.of(
            "mlops_platform_team_activities",
            "mlops_platform_capability_needed",
            "mlops_platform_capability_used",
            "mlops_maturity_indicator");

    private final List<Series> series;

    PlatformReport(PlatformFigures figures, String window) {
        // surveys have windows of their own
        series = Catalog.series(figures).stream()
                .filter(one -> !one.labels().containsKey("window")
                        || one.labels().containsKey("survey")
                        || window.equals(one.labels().get("window")))
                .toList();
    }

    private List<List<String>> rows() {
        return series.stream()
                .filter(one -> !LONG.contains(one.metric().name()))
                .map(one -> List.of(
                        one.metric().name().substring(PREFIX.length()),
                        one.labels().values().stream().collect(Collectors.joining(" ")),
                        Units.value(one)))
                .toList();
    }

    void table(PrintWriter out) {
        if (!series.isEmpty()) {
            out.println();
            Columns.print(HEADS, rows(), LABELS, "", out);
        }
    }

    void markdown(PrintWriter out) {
        if (!series.isEmpty()) {
            out.println();
            out.println("| " + String.join(" | ", HEADS) + " |");
            out.println("|" + " --- |".repeat(LABELS) + " ---: |");
            rows().forEach(row -> out.println("| " + String.join(" | ", Report.escaped(row)) + " |"));
        }
    }

    void json(ArrayNode all) {
        for (Series one : series) {
            ObjectNode node = all.addObject()
                    .put("scope", "platform")
                    .put("metric", one.metric().name());
            one.labels().forEach(node::put);
            node.put("value", one.value());
        }
    }
}
