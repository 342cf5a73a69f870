package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.explain.Unanswerable;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of the platform's figures is shown. People are counted in all of it, and in none are they told apart.
 *
 * @param part empty: all
 * @param team empty: the platform as a whole, with a line for each team
 * @param window of what has windows; surveys have their own
 */
record PlatformView(
        PlatformFigures figures,
        Optional<PlatformPart> part,
        Optional<String> team,
        String window,
        List<String> windows,
        SortedSet<String> teams) {
    /** The parameter that asks for a part of it. */
    static final String PARAMETER = "platform";

    static final List<String> PARAMETERS = List.of(PARAMETER, "team", "window", "format");

    /** @throws Unanswerable if something is asked for that there is not */
    static PlatformView of(PlatformFigures figures, List<Window> windows, Visit visit) {
        List<String> labels = windows.stream().map(Window::label).toList();
        SortedSet<String> teams = teams(figures);
        visit.query().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .filter(name -> visit.parameter(name).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw Unanswerable.malformed("parameter " + name + " means nothing beside " + PARAMETER
                            + "; there are: " + String.join(", ", PARAMETERS));
                });
        Optional<String> part = visit.parameter(PARAMETER).filter(any -> !any.equals(PlatformPart.ALL));
        Optional<PlatformPart> known = part.flatMap(PlatformPart::named);
        if (part.isPresent() && known.isEmpty()) {
            throw Unanswerable.malformed(PARAMETER + " " + part.get() + ": expected " + PlatformPart.ALL + ", "
                    + String.join(", ", PlatformPart.keys()));
        }
        Optional<String> team = visit.parameter("team");
        if (team.filter(name -> !teams.contains(name)).isPresent()) {
            throw Unanswerable.unknown("team " + team.get() + " is none of the platform; there are: "
                    + (teams.isEmpty() ? "none" : String.join(", ", teams)));
        }
        String window = visit.parameter("window").orElse(labels.get(labels.size() / 2));
        if (!labels.contains(window)) {
            throw Unanswerable.malformed("window " + window + ": expected one of " + String.join(", ", labels));
        }
        return new PlatformView(figures, known, team, window, labels, teams);
    }

    static SortedSet<String> teams(PlatformFigures figures) {
        var teams = new TreeSet<String>();
        figures.adoption().ifPresent(known -> teams.addAll(known.known()));
        figures.capabilities().ifPresent(known -> teams.addAll(known.teams().keySet()));
        figures.maturity().ifPresent(known -> teams.addAll(known.teams().keySet()));
        figures.cost().stream()
                .flatMap(known -> known.windows().stream())
                .flatMap(shown -> shown.currencies().values().stream())
                .forEach(sums -> teams.addAll(sums.teams().keySet()));
        return teams;
    }

    List<PlatformPart> parts() {
        return part.map(List::of).orElseGet(() -> Arrays.asList(PlatformPart.values()));
    }

    boolean isOf(String other) {
        return team.isEmpty() || team.get().equals(other);
    }

    /** The address of this. */
    Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        query.put(PARAMETER, part.map(PlatformPart::key).orElse(PlatformPart.ALL));
        team.ifPresent(name -> query.put("team", name));
        query.put("window", window);
        return query;
    }
}
