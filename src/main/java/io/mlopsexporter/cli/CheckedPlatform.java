package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.github.Overview;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says whose use of the platform is counted, and by what. */
final class CheckedPlatform {
    private final Config config;
    private final PrintWriter out;
    private final Set<String> discovered = new TreeSet<>();
    private final List<Overview.Workflow> workflows = new ArrayList<>();

    CheckedPlatform(Config config, PrintWriter out) {
        this.config = config;
        this.out = out;
    }

    void take(Overview overview) {
        workflows.addAll(overview.workflows());
        overview.repositories().forEach(line -> line.applications().forEach(one -> discovered.add(one.team())));
        discovered.remove(Application.UNASSIGNED);
    }

    void print() {
        out.println("platform");
        List<String> left = config.teams().stream()
                .filter(team -> !team.platform())
                .map(TeamConfig::name)
                .toList();
        List<String> known = config.teams().isEmpty()
                ? List.copyOf(discovered)
                : config.teams().stream()
                        .filter(TeamConfig::platform)
                        .map(TeamConfig::name)
                        .toList();
        out.println("  known teams, " + (config.teams().isEmpty() ? "discovered" : "configured") + ": " + names(known)
                + (left.isEmpty() ? "" : "; left out: " + names(left)));
        if (config.platform().workflows().isEmpty()) {
            out.println("  no workflow is the platform's: to count runs as uses, configure platform.workflows");
        } else if (workflows.isEmpty()) {
            out.println(
                    "  no workflow was found that platform.workflows matches, by its file, its name or a reusable workflow that"
                            + " it calls");
        } else {
            out.println();
            Columns.print(
                    List.of("workflow of the platform", "repository", "team", "runs"),
                    workflows.stream()
                            .map(one -> List.of(one.file(), one.repository(), one.team(), Integer.toString(one.runs())))
                            .toList(),
                    "  ",
                    out);
        }
        out.println();
    }

    private static String names(List<String> teams) {
        return teams.isEmpty() ? "none" : String.join(", ", teams);
    }
}
