package io.mlopsexporter.explain.view;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.metric.Units;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.AdoptionFigures.InWindow;
import io.mlopsexporter.platform.AdoptionFigures.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** How each team uses the platform, in counts; who it was in a team is told nowhere. */
final class AdoptionTables {
    private final PlatformView view;
    private final Html html;
    private final AdoptionFigures figures;

    AdoptionTables(PlatformView view, Html html) {
        this.view = view;
        this.html = html;
        this.figures = view.figures().adoption().orElseThrow();
    }

    void write() {
        Optional<InWindow> found = figures.windows().stream()
                .filter(shown -> shown.window().label().equals(view.window()))
                .findFirst();
        if (found.isEmpty()) {
            return;
        }
        InWindow shown = found.get();
        html.raw("<p class=\"soft\">")
                .text("Activities of known teams in the last " + view.window() + " up to "
                        + Units.minutes(figures.asOf()) + " UTC, and their way to production.")
                .raw("</p>\n<div class=\"card\">");
        List<Activity.Type> types = shown.counts().values().stream()
                .findFirst()
                .map(counts -> List.copyOf(counts.keySet()))
                .orElse(List.of());
        var heads = new ArrayList<String>(List.of("Team"));
        types.forEach(type -> heads.add(">" + type.key().replace('_', ' ') + "s"));
        Collections.addAll(heads, "Known since", "Deployed first");
        var rows = new Rows(html, heads.toArray(String[]::new));
        rows.begin();
        figures.known().stream().filter(view::isOf).forEach(team -> {
            rows.row();
            rows.cell("main").view(team, View.with(view.query(), "team", team));
            rows.endCell();
            SortedMap<Activity.Type, Integer> counts = shown.counts().getOrDefault(team, Collections.emptySortedMap());
            types.forEach(type -> rows.text(Units.count(counts.getOrDefault(type, 0))));
            Optional<Start> start = figures.starts().stream()
                    .filter(one -> one.team().equals(team))
                    .findFirst();
            rows.text("time", start.map(one -> Units.minutes(one.from())).orElse(""));
            rows.text(start.map(AdoptionTables::outcome).orElse("no activity in the history"));
            rows.endRow();
        });
        rows.end();
        html.raw("</div>\n");
    }

    private static String outcome(Start start) {
        if (start.leftOut()) {
            return "left out of the lead time: it may have begun before the history";
        }
        return start.deployed()
                .map(at -> "after "
                        + Units.duration(
                                (double) Duration.between(start.from(), at).toSeconds()) + ", at "
                        + Units.minutes(at))
                .orElse("none yet");
    }
}
