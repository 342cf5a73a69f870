package io.mlopsexporter.explain;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.explain.PlatformExplanation.Line;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.AdoptionFigures.InWindow;
import io.mlopsexporter.platform.AdoptionFigures.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the figures of the platform's use were counted from. Teams are named, people are counted. */
final class AdoptionExplanation {
    private static final String PREFIX = "mlops_platform_";

    private final AdoptionFigures figures;
    private final String of;
    private final List<Line> lines = new ArrayList<>();

    private AdoptionExplanation(AdoptionFigures figures) {
        this.figures = figures;
        this.of = "adoption, windows up to " + figures.asOf();
    }

    static List<Line> of(AdoptionFigures figures) {
        var explanation = new AdoptionExplanation(figures);
        explanation.add("teams", names(figures.known()));
        explanation.add(
                "users", figures.users() + ": people with an activity in the history; each is known by a hash alone");
        figures.windows().forEach(explanation::inWindow);
        explanation.starts();
        return explanation.lines;
    }

    private void inWindow(InWindow shown) {
        String window = shown.window().label() + ": ";
        var idle = new TreeSet<>(figures.known());
        idle.removeAll(shown.active());
        add(
                "active_teams",
                window + names(shown.active()) + (idle.isEmpty() ? "" : "; idle: " + String.join(", ", idle)));
        add("active_users", window + shown.users() + " people");
        figures.ratio(shown)
                .ifPresent(ratio -> add(
                        "adoption_ratio",
                        window + ratio + ": " + shown.active().size() + " active of "
                                + figures.known().size() + " known teams"));
        add(
                "new_teams",
                window
                        + (shown.fresh().isPresent()
                                ? shown.fresh().getAsInt() + " teams have their first activity in it"
                                : "not shown: the history does not begin a window's length before it"));
        add(
                "retention_ratio",
                window
                        + (shown.retention().isPresent()
                                ? shown.retention().getAsDouble()
                                        + ": so much of the teams active in the window before are active in this one"
                                : "not shown: no team was active in the window before, or the history does not cover it"));
        shown.counts()
                .forEach((team, counts) -> ofTeam(team, "team_activities", window + team + ": " + counts(counts)));
    }

    private static String counts(Map<Activity.Type, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().key())
                .collect(Collectors.joining(", "));
    }

    private void starts() {
        for (Start start : figures.starts()) {
            String metric = start.deployed().isEmpty() && !start.leftOut()
                    ? "teams_without_deployment"
                    : "adoption_lead_time_seconds";
            ofTeam(start.team(), metric, start.team() + ": from " + start.from() + ", " + outcome(start));
        }
    }

    private static String outcome(Start start) {
        if (start.leftOut()) {
            return "left out: so near to the beginning of the history it may well have begun before";
        }
        return start.deployed()
                .map(at -> Duration.between(start.from(), at).toSeconds() + " s to its first production deployment at "
                        + at)
                .orElse("no production deployment yet");
    }

    private static String names(Collection<String> teams) {
        return teams.size() + (teams.isEmpty() ? "" : ": " + String.join(", ", teams));
    }

    private void add(String suffix, String text) {
        lines.add(new Line(of, Optional.empty(), PREFIX + suffix, text));
    }

    private void ofTeam(String team, String suffix, String text) {
        lines.add(new Line(of, Optional.of(team), PREFIX + suffix, text));
    }
}
