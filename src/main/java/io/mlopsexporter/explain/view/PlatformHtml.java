package io.mlopsexporter.explain.view;

import io.mlopsexporter.explain.PlatformExplanation;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** The platform's figures as a page: what each follows from, for all of it or for a team. No script, everything from outside escaped. */
final class PlatformHtml {
    private static final String TITLE = "The platform";

    private final PlatformView view;
    private final Html html = new Html();

    PlatformHtml(PlatformView view) {
        this.view = view;
    }

    String write() {
        String title =
                view.team().map(team -> "Team " + team + " and the platform").orElse(TITLE);
        ExplanationHtml.begin(html, title);
        html.element("h1", title);
        html.raw("<nav class=\"soft\">");
        view.team()
                .ifPresent(team -> html.raw("<span>")
                        .view("what the team delivers", Map.of("team", team))
                        .raw("</span><span>")
                        .view("the whole platform", Map.of(PlatformView.PARAMETER, PlatformPart.ALL))
                        .raw("</span>"));
        html.raw("<a href=\"")
                .text(Html.address(View.with(view.query(), "format", "json")))
                .raw("\">as JSON</a></nav>\n");
        form(html, view.figures(), view.windows(), view.part(), view.team(), Optional.of(view.window()));
        contents();
        view.parts().forEach(this::part);
        ExplanationHtml.end(html);
        return html.toString();
    }

    /** The page of a question that cannot be answered. */
    static String refusal(PlatformFigures figures, List<String> windows, Visit visit, String message) {
        var html = new Html();
        ExplanationHtml.begin(html, "No such figure");
        html.element("h1", "That cannot be explained");
        html.raw("<p class=\"bad\">").text(message).raw("</p>\n");
        form(
                html,
                figures,
                windows,
                visit.parameter(PlatformView.PARAMETER).flatMap(PlatformPart::named),
                visit.parameter("team"),
                visit.parameter("window"));
        ExplanationHtml.end(html);
        return html.toString();
    }

    private static void form(
            Html html,
            PlatformFigures figures,
            List<String> windows,
            Optional<PlatformPart> part,
            Optional<String> team,
            Optional<String> window) {
        SortedSet<String> teams = PlatformView.teams(figures);
        html.raw("<form method=\"get\" action=\"explain\">\n<label>Part<select name=\"" + PlatformView.PARAMETER
                + "\">");
        option(html, PlatformPart.ALL, "all of it", part.isEmpty());
        for (PlatformPart one : PlatformPart.values()) {
            option(html, one.key(), one.title(), part.equals(Optional.of(one)));
        }
        html.raw("</select></label>\n<label>Team<select name=\"team\">");
        option(html, "", "all teams", team.isEmpty());
        teams.forEach(name -> option(html, name, name, team.equals(Optional.of(name))));
        html.raw("</select></label>\n<label>Window<select name=\"window\">");
        windows.forEach(label -> option(html, label, "the last " + label, window.equals(Optional.of(label))));
        html.raw("</select></label>\n<button>Show</button>\n</form>\n");
    }

    private static void option(Html html, String value, String text, boolean selected) {
        html.raw("<option value=\"")
                .text(value)
                .raw(selected ? "\" selected>" : "\">")
                .text(text)
                .raw("</option>");
    }

    private void contents() {
        if (view.part().isPresent()) {
            return;
        }
        html.raw("<nav>");
        for (PlatformPart part : view.parts()) {
            html.raw("<a href=\"#" + part.key() + "\">").text(part.title()).raw("</a>");
        }
        html.raw("</nav>\n");
    }

    private void part(PlatformPart part) {
        html.raw("<h2 id=\"" + part.key() + "\">").text(part.title()).raw("</h2>\n");
        if (!part.isKnown(view.figures())) {
            html.raw("<div class=\"card\"><p>Not known: ").text(part.missing()).raw(".</p></div>\n");
            return;
        }
        switch (part) {
            case ADOPTION -> {
                lines(part);
                new AdoptionTables(view, html).write();
            }
            case HAPPINESS, SUPPORT -> lines(part);
            case COST -> new CostTables(view, html).write();
            case CAPABILITIES -> new CapabilityTables(view, html).write();
            case MATURITY -> new MaturityTables(view, html).write();
        }
    }

    /** Figures of the platform as a whole, a sentence each. */
    private void lines(PlatformPart part) {
        if (view.team().isPresent()) {
            if (part != PlatformPart.ADOPTION) {
                html.raw(
                        "<div class=\"card\"><p>Of the platform as a whole only: no answer and no question is told by team.</p></div>\n");
            }
            return;
        }
        String of = "";
        Rows rows = new Rows(html, "Figure", "Value");
        for (PlatformExplanation.Line line : PlatformExplanation.of(view.figures(), "")) {
            if (!part.holds(line.metric()) || line.isOfATeam() || !shown(part, line)) {
                continue;
            }
            if (!line.of().equals(of)) {
                if (!of.isEmpty()) {
                    rows.end();
                    html.raw("</div>\n");
                }
                of = line.of();
                html.raw("<p class=\"soft\">").text(Html.capitalized(of)).raw("</p>\n<div class=\"card\">");
                rows.begin();
            }
            rows.row();
            rows.cell("title").element("code", line.metric());
            rows.endCell();
            rows.text(line.text());
            rows.endRow();
        }
        if (!of.isEmpty()) {
            rows.end();
            html.raw("</div>\n");
        }
    }

    /** Surveys have windows of their own. */
    private boolean shown(PlatformPart part, PlatformExplanation.Line line) {
        return part == PlatformPart.HAPPINESS
                || view.windows().stream().noneMatch(label -> line.text().startsWith(label + ": "))
                || line.text().startsWith(view.window() + ": ");
    }
}
