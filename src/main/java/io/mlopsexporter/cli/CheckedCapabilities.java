package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.Capabilities;
import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CapabilityFigures.Offer;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import io.mlopsexporter.platform.CapabilityPolicy;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What {@code check} says of capabilities: what is found in the files, and what has to be declared. */
final class CheckedCapabilities {
    private final Config config;
    private final PrintWriter out;
    private final List<Event> told = new ArrayList<>();
    private Optional<Instant> asOf = Optional.empty();

    CheckedCapabilities(Config config, PrintWriter out) {
        this.config = config;
        this.out = out;
    }

    /** @param at when a GitHub was looked at */
    void files(EventLog log, Instant at) {
        add(log.applications().values());
        add(log.repositories().values());
        add(log.platformFacts().values());
        asOf = Optional.of(at);
    }

    void add(Collection<? extends Event> events) {
        told.addAll(events);
    }

    void print() {
        NavigableSet<String> teams = teams();
        if (asOf.isEmpty() || teams.isEmpty()) {
            return;
        }
        CapabilityPolicy policy = PlatformPolicies.capabilities(config);
        CapabilityFigures figures = Capabilities.figures(EventLog.of(told), List.of(), policy, teams, asOf.get());
        out.println(
                "capabilities, by what is in the repositories now and what is declared (run also sees what teams do)");
        out.println();
        List<List<String>> rows = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (int at = 0; at < figures.offered().size(); at++) {
            rows.add(row(figures, at));
            hints(figures, at, hints);
        }
        Columns.print(
                List.of("capability", "offered", "need it", "use it", "do not", "not known of"), rows, 1, "  ", out);
        if (!hints.isEmpty()) {
            out.println();
            out.println("  hints, which prove nothing (declare it under teams[].capabilities if it is so):");
            hints.forEach(hint -> out.println("    " + hint));
        }
        if (policy.offers().isEmpty()) {
            out.println();
            out.println(
                    "  what the platform offers is not declared: without platform.offers it is only known of what is in use");
        }
        out.println();
    }

    private static List<String> row(CapabilityFigures figures, int at) {
        Offer offer = figures.offered().get(at);
        List<Standing> all =
                figures.teams().values().stream().map(team -> team.get(at)).toList();
        return List.of(
                offer.capability().name(),
                offer.offered().map(known -> known ? "yes" : "no").orElse(""),
                count(all.stream().filter(one -> one.needed().orElse(false)).count()),
                count(all.stream().filter(one -> one.used().orElse(false)).count()),
                count(all.stream().filter(one -> !one.used().orElse(true)).count()),
                count(all.stream().filter(one -> one.used().isEmpty()).count()));
    }

    private static void hints(CapabilityFigures figures, int at, List<String> hints) {
        figures.teams().forEach((team, standings) -> {
            Standing standing = standings.get(at);
            if (standing.used().isEmpty() && !standing.hints().isEmpty()) {
                hints.add(team + ": " + standing.capability().name() + "? "
                        + standing.hints().get(0));
            }
        });
    }

    private static String count(long number) {
        return Long.toString(number);
    }

    private NavigableSet<String> teams() {
        NavigableSet<String> teams = new TreeSet<>();
        config.teams().stream()
                .filter(TeamConfig::platform)
                .map(TeamConfig::name)
                .forEach(teams::add);
        if (config.teams().isEmpty()) {
            told.stream()
                    .filter(Application.class::isInstance)
                    .map(event -> ((Application) event).team())
                    .filter(team -> !team.equals(Application.UNASSIGNED))
                    .forEach(teams::add);
        }
        return teams;
    }
}
