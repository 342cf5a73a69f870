package io.mlopsexporter.dashboard;

import java.util.List;

/** Whose figures a panel shows: the three scopes that delivery figures come at, as the dashboards' variables choose them. */
record Scope(String prefix, List<String> by, List<String> matchers, String explained) {
    static final Scope ORGANIZATION = new Scope("dora_organization_", List.of(), List.of(), "");

    static final Scope TEAM =
            new Scope("dora_team_", List.of(), List.of("ml_team=\"$team\""), "team=${team:percentencode}&");

    static final Scope APPLICATION = new Scope(
            "dora_",
            List.of(),
            List.of(
                    "ml_team=\"$team\"",
                    "kind=\"$kind\"",
                    "application=\"$application\"",
                    "deploy_environment=\"$environment\""),
            "team=${team:percentencode}&application=${application:percentencode}&kind=${kind:percentencode}"
                    + "&environment=${environment:percentencode}&");

    static final Scope MODELS = new Scope(
            "dora_",
            List.of("application"),
            List.of("ml_team=~\"$team\"", "kind=\"model\"", "application=~\"$application\""),
            "");

    /** The figure with this suffix, of no window. */
    Query figure(String suffix) {
        return new Query(prefix + suffix, by, matchers);
    }

    /** The figure with this suffix, of the window chosen. */
    Query windowed(String suffix) {
        return figure(suffix).ofWindow();
    }

    /** Where the exporter tells why the figure of the window chosen is what it is. */
    String explain(String suffix) {
        return "${explain}/explain?" + explained + "metric=" + suffix + "&window=${window:percentencode}";
    }

    /** Whether there is one page that explains all that is shown. */
    boolean isExplained() {
        return by.isEmpty();
    }

    /** What tells the scope's series apart in a legend. */
    String legend(String otherwise) {
        return by.isEmpty() ? otherwise : "{{application}} " + otherwise;
    }
}
