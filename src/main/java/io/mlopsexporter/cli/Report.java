package io.mlopsexporter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Figures of one window, laid out to be read. What is not known is an empty cell, never a zero. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** How many columns say what a row is about. */
    private static final int LABELS = 3;

    /** How a report is written. */
    enum Format {
        table,
        markdown,
        json
    }

    private final Figures figures;
    private final PlatformReport platform;
    private final String window;

    Report(Figures figures, PlatformFigures platform, String window) {
        this.figures = figures;
        this.platform = new PlatformReport(platform, window);
        this.window = window;
    }

    void print(Format format, PrintWriter out) {
        switch (format) {
            case table -> table(SafeLines.to(out));
            case markdown -> markdown(SafeLines.to(out));
            case json -> json(out);
        }
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (ScopeFigures scope : figures.scopes()) {
            var row = new ArrayList<>(labels(scope.scope()));
            ReportColumn.ALL.forEach(column -> row.add(column.shown(scope, window)));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> heads() {
        var heads = new ArrayList<>(List.of("team", "application", "environment"));
        ReportColumn.ALL.forEach(column -> heads.add(column.title()));
        return heads;
    }

    private static List<String> labels(Scope scope) {
        if (scope instanceof Scope.OfApplication application) {
            return List.of(application.team(), application.name(), application.environment());
        }
        return scope instanceof Scope.Team team
                ? List.of(team.name(), "(team)", "")
                : List.of("(organisation)", "", "");
    }

    private void table(PrintWriter out) {
        out.println("The last " + window + ", up to the last complete poll");
        out.println();
        Columns.print(heads(), rows(), LABELS, "", out);
        platform.table(out);
    }

    private void markdown(PrintWriter out) {
        out.println("The last " + window + ", up to the last complete poll");
        out.println();
        List<String> heads = heads();
        out.println("| " + String.join(" | ", heads) + " |");
        out.println("|" + " --- |".repeat(LABELS) + " ---: |".repeat(heads.size() - LABELS));
        rows().forEach(row -> out.println("| " + String.join(" | ", escaped(row)) + " |"));
        platform.markdown(out);
    }

    /** Names stay names: no cell ends early, and none becomes a tag, a link or code. */
    static List<String> escaped(List<String> row) {
        return row.stream()
                .map(cell -> cell.replaceAll("[\\\\|<\\[`]", "\\\\$0"))
                .toList();
    }

    private void json(PrintWriter out) {
        var all = JSON.createArrayNode();
        for (ScopeFigures scope : figures.scopes()) {
            ObjectNode one = all.addObject();
            List<String> labels = labels(scope.scope());
            if (scope.scope() instanceof Scope.OfApplication application) {
                one.put("scope", "application")
                        .put("ml_team", labels.get(0))
                        .put("application", labels.get(1))
                        .put("kind", application.kind().key())
                        .put("deploy_environment", labels.get(2));
            } else if (scope.scope() instanceof Scope.Team) {
                one.put("scope", "team").put("ml_team", labels.get(0));
            } else {
                one.put("scope", "organization");
            }
            one.put("window", window);
            scope.delivery()
                    .ifPresent(delivery -> one.put("as_of", delivery.asOf().toString()));
            ReportColumn.ALL.forEach(
                    column -> column.value(scope, window).ifPresent(value -> one.put(column.key(), value)));
        }
        platform.json(all);
        try {
            out.println(JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
