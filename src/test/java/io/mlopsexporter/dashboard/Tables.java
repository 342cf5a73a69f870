package io.mlopsexporter.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables with a row for each team or application: in the order of the alphabet, as nobody is ranked. */
final class Tables {
    private static final String KEPT =
            "${datasource:queryparam}&${job:queryparam}&${window:queryparam}&${explain:queryparam}&${__url_time_range}";
    static final String TO_TEAM = "/d/mlops-team/?" + KEPT + "&var-team=${__data.fields.Team:percentencode}";
    static final String TO_APPLICATION = "/d/mlops-application/?" + KEPT
            + "&var-team=${__data.fields.Team:percentencode}&var-kind=${__data.fields.Kind:percentencode}"
            + "&var-application=${__data.fields.Application:percentencode}"
            + "&var-environment=${__data.fields.Environment:percentencode}";
    static final List<String> APPLICATION = List.of("ml_team", "application", "kind", "deploy_environment");
    private static final Map<String, String> HEADS = Map.of(
            "ml_team", "Team", "application", "Application", "kind", "Kind", "deploy_environment", "Environment");

    private static final Map<String, Map<String, String>> COVERED =
            Map.of("0", Map.of("text", "preliminary"), "1", Map.of("text", "yes"));

    private Tables() {}

    /** A column: its head, unit, and what stands in it. */
    record Column(String head, String unit, String expression) {}

    static Panel of(String title, String description, int height, List<String> by, List<Column> columns) {
        Panel table = Panel.table(title, description, "none", 24, height);
        var renamed = new LinkedHashMap<String, String>();
        var order = new LinkedHashMap<String, Integer>();
        for (String label : by) {
            renamed.put(label, HEADS.getOrDefault(label, label));
            order.put(label, order.size());
        }
        for (Column column : columns) {
            table.ask("", column.expression());
            String value = columns.size() == 1 ? "Value" : "Value #" + (char) ('A' + order.size() - by.size());
            renamed.put(value, column.head());
            order.put(value, order.size());
            Panel.property(table.override(column.head()), "unit", column.unit());
        }
        String first = HEADS.getOrDefault(by.get(0), by.get(0));
        return table.transform("merge", Map.of())
                .transform("organize", organize(renamed, order))
                .transform(
                        "sortBy",
                        Map.<String, Object>of("sort", List.of(Map.<String, Object>of("field", first, "desc", false))));
    }

    private static Map<String, Object> organize(Map<String, String> renamed, Map<String, Integer> order) {
        var options = new LinkedHashMap<String, Object>();
        options.put("excludeByName", Map.of("Time", true));
        options.put("indexByName", order);
        options.put("renameByName", renamed);
        return options;
    }

    static Panel linked(Panel table, String field, String title, String url) {
        Panel.property(table.override(field), "links", List.of(Map.of("title", title, "url", url)));
        return table;
    }

    /** A row for each of these; what was asked for decides what is in the table. */
    static Panel delivery(String title, int height, Level level, String... matchers) {
        List<Column> columns = List.of(
                column("Deployments", "none", level.of("deployments", matchers)),
                column(
                        "Lead time p50",
                        "s",
                        level.of("lead_time_seconds", matchers).with("statistic=\"p50\"")),
                column("Changes", "none", level.of("changes", matchers)),
                column("Failure rate", "percentunit", level.of("change_failure_ratio", matchers)),
                column("Failed", "none", level.of("failed_deployments", matchers)),
                column(
                        "Recovery p50",
                        "s",
                        level.of("recovery_time_seconds", matchers).with("statistic=\"p50\"")),
                column("Recoveries", "none", level.of("recoveries", matchers)),
                column(
                        "Quick Check",
                        "none",
                        level.of("quick_check_score", matchers).with("metric=\"overall\"")),
                column("Window covered", "none", level.of("data_complete", matchers)));
        Panel table = of(
                title,
                "The figures of the window, in the order of the alphabet: nobody is ranked. What is unknown is empty, not zero. Beside each"
                        + " median stands the number of values behind it. Units: seconds (shown in the unit that fits), shares, numbers."
                        + " The window is chosen by the variable Window, not by the time picker.",
                height,
                level.by(),
                columns);
        Panel.property(
                table.override("Window covered"),
                "mappings",
                List.of(Map.<String, Object>of("type", "value", "options", COVERED)));
        if (level.equals(Level.TEAMS)) {
            return linked(table, "Team", "The team's figures", TO_TEAM);
        }
        return linked(table, "Application", "The application's figures", TO_APPLICATION);
    }

    static Column column(String head, String unit, Query query) {
        return new Column(head, unit, query.now());
    }

    /** What a row of a table is. */
    record Level(String prefix, List<String> by) {
        static final Level TEAMS = new Level("dora_team_", List.of("ml_team"));
        static final Level APPLICATIONS = new Level("dora_", APPLICATION);

        Query of(String suffix, String... matchers) {
            return new Query(prefix + suffix, by, List.of(matchers)).ofWindow();
        }
    }

    /** Where somebody should look: nothing in it is good news. */
    static Panel attention(String title, String description, int width, List<String> by, Column column) {
        Panel table = of(title, description, 7, by, List.of(column)).without("none");
        return linked(
                table,
                by.contains("application") ? "Application" : "Team",
                "Look at it",
                by.contains("application") ? TO_APPLICATION : TO_TEAM);
    }
}
