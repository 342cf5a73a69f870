package io.mlopsexporter.explain.view;

import io.mlopsexporter.metric.Units;
import io.mlopsexporter.platform.Indicator;
import io.mlopsexporter.platform.Indicator.Dimension;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.MaturityFigures.Profile;
import io.mlopsexporter.platform.MaturityFigures.Rating;
import java.util.Locale;
import java.util.OptionalDouble;

/** Each indicator with what it follows from, and what 0 and 1 would look like. There is no score over all dimensions. */
final class MaturityTables {
    private final PlatformView view;
    private final Html html;
    private final MaturityFigures figures;

    MaturityTables(PlatformView view, Html html) {
        this.view = view;
        this.html = html;
        this.figures = view.figures().maturity().orElseThrow();
    }

    void write() {
        html.raw("<p class=\"soft\">")
                .text(
                        "0 is immature, 1 mature. Measured from events of 90 days up to "
                                + Units.minutes(figures.asOf())
                                + " UTC, or assessed by people; a dimension is the mean of its known indicators, if at least half are known.")
                .raw("</p>\n");
        if (view.team().isPresent()) {
            Profile profile = figures.teams().get(view.team().get());
            if (profile == null) {
                html.raw("<div class=\"card\"><p>Nothing is known of this team.</p></div>\n");
            } else {
                indicators(profile);
            }
            return;
        }
        html.raw("<div class=\"card\">");
        scores();
        html.raw("</div>\n<p class=\"soft\">What concerns the platform as a whole.</p>\n");
        indicators(figures.platform());
    }

    private void scores() {
        var rows = new Rows(html, "Team", ">People", ">Process", ">Technology", "Known");
        rows.begin();
        row(rows, "", figures.platform());
        figures.teams().forEach((team, profile) -> row(rows, team, profile));
        rows.end();
    }

    private void row(Rows rows, String team, Profile profile) {
        rows.row();
        if (team.isEmpty()) {
            rows.text("main", "(the platform)");
        } else {
            rows.cell("main").view(team, View.with(view.query(), "team", team));
            rows.endCell();
        }
        for (Dimension dimension : Dimension.values()) {
            OptionalDouble score = profile.score(dimension);
            rows.text(score.isPresent() ? shown(score.getAsDouble()) : "–");
        }
        long known = profile.ratings().stream()
                .filter(rating -> rating.score().isPresent())
                .count();
        rows.text(known + " of " + profile.ratings().size() + " indicators");
        rows.endRow();
    }

    private void indicators(Profile profile) {
        html.raw("<div class=\"card\">");
        var rows = new Rows(html, "Dimension", "Indicator", ">Score", "Evidence", "From");
        rows.begin();
        for (Dimension dimension : Dimension.values()) {
            for (Rating rating : profile.of(dimension)) {
                Indicator indicator = rating.indicator();
                rows.row();
                rows.text(dimension.key());
                rows.cell("").element("strong", indicator.name());
                html.raw("<p class=\"soft\">")
                        .text("0: " + indicator.immature())
                        .raw("</p><p class=\"soft\">")
                        .text("1: " + indicator.mature())
                        .raw("</p>");
                rows.endCell();
                rows.text(
                        "main",
                        rating.score().map(score -> shown(score.value())).orElse(""));
                rows.text(rating.score().map(score -> score.evidence().key()).orElse("not known"));
                rows.text("title", rating.why());
                rows.endRow();
            }
        }
        rows.end();
        html.raw("</div>\n");
    }

    private static String shown(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
