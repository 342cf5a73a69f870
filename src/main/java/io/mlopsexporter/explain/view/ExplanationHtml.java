package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.explain.Coverage;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.Figure;
import io.mlopsexporter.explain.FigureRow;
import io.mlopsexporter.explain.Judged;
import io.mlopsexporter.explain.Section;
import io.mlopsexporter.explain.Withheld;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.metric.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An explanation as a page: no script, everything from outside escaped, long lists in pages. */
final class ExplanationHtml {
    static final int ROWS = 50;

    private final Explainer explainer;
    private final Explanation explanation;
    private final Visit visit;
    private final Html html = new Html();
    private final Lists lists;

    /** @param explainer for what else can be asked */
    ExplanationHtml(Explainer explainer, Explanation explanation, Visit visit) {
        this.explainer = explainer;
        this.explanation = explanation;
        this.visit = visit;
        this.lists = new Lists(html, explanation);
    }

    String write() {
        begin(html, subject());
        html.element("h1", subject());
        around();
        new Filters(explainer, html)
                .write(
                        team(),
                        application(),
                        explanation.metric(),
                        Optional.of(explanation.window().label()));
        definition();
        contents();
        figures();
        coverage();
        parts();
        end(html);
        return html.toString();
    }

    /** The page of a question that cannot be answered, with the form to ask another one. */
    static String refusal(Explainer explainer, Visit visit, String message) {
        var html = new Html();
        begin(html, "No such figure");
        html.element("h1", "That cannot be explained");
        html.raw("<p class=\"bad\">").text(message).raw("</p>\n");
        Optional<String> team = visit.parameter("team").filter(explainer.teams()::contains);
        new Filters(explainer, html)
                .write(
                        team,
                        visit.parameter("application")
                                .filter(name -> explainer.applications().stream()
                                        .anyMatch(one -> one.name().equals(name))),
                        visit.parameter("metric").filter(Explainer.metrics()::contains),
                        visit.parameter("window"));
        end(html);
        return html.toString();
    }

    static void begin(Html html, String title) {
        html.raw("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <link rel="icon" href="data:,">
                        """)
                .element("title", title + " – mlops-exporter")
                .raw("<style>\n" + Style.CSS + "</style>\n</head>\n<body>\n<main>\n")
                .raw(
                        "<nav class=\"soft\"><a href=\"./\">mlops-exporter</a> <a href=\"explain\">the organisation</a> <a href=\"explain?platform=all\">the platform</a></nav>\n");
    }

    static void end(Html html) {
        html.raw("</main>\n</body>\n</html>\n");
    }

    private String subject() {
        if (explanation.scope() instanceof Scope.OfApplication application) {
            return application.name();
        }
        return explanation.scope() instanceof Scope.Team team ? "Team " + team.name() : "The organisation";
    }

    private Optional<String> team() {
        if (explanation.scope() instanceof Scope.OfApplication application) {
            return Optional.of(application.team());
        }
        return explanation.scope() instanceof Scope.Team team ? Optional.of(team.name()) : Optional.empty();
    }

    private Optional<String> application() {
        return explanation.scope() instanceof Scope.OfApplication application
                ? Optional.of(application.name())
                : Optional.empty();
    }

    /** Where this belongs, and what is beside it. */
    private void around() {
        html.raw("<nav class=\"soft\">");
        if (explanation.scope() instanceof Scope.OfApplication here) {
            html.raw("<span>team ")
                    .view(here.team(), View.of(explanation, new Scope.Team(here.team())))
                    .raw("</span>");
            for (Scope.OfApplication other : explanation.environments()) {
                String name = other.environment()
                        + (other.kind() == here.kind()
                                ? ""
                                : " (" + other.kind().key() + ")");
                if (other.equals(here)) {
                    html.raw("<strong>").foreign(name).raw("</strong>");
                } else {
                    html.view(name, View.of(explanation, other));
                }
            }
        }
        html.raw("<span>the last ").text(explanation.window().label()).raw("</span>");
        asOf().ifPresent(section -> html.raw("<span>")
                .text("after " + Units.minutes(section.after()) + " and up to " + Units.minutes(section.asOf())
                        + " UTC")
                .raw("</span>"));
        html.raw("<a href=\"")
                .text(Html.address(View.with(View.of(explanation), "format", "json")))
                .raw("\">as JSON</a></nav>\n");
    }

    private Optional<? extends Section<?>> asOf() {
        return Arrays.stream(Part.values())
                .flatMap(part -> part.of(explanation).stream())
                .findFirst();
    }

    private void definition() {
        explanation.figures().stream()
                .findFirst()
                .filter(any -> explanation.metric().isPresent())
                .ifPresent(figure -> html.raw("<p><code>")
                        .text(figure.series().metric().name())
                        .raw("</code>: ")
                        .text(figure.series().metric().help())
                        .raw("</p>\n"));
    }

    /** Where on the page the lists are. */
    private void contents() {
        html.raw("<nav>");
        for (Part part : Part.values()) {
            part.of(explanation)
                    .ifPresent(section -> html.raw("<span><a href=\"#" + part.key() + "\">")
                            .text(part.title())
                            .raw("</a> <span class=\"soft\">")
                            .text(Units.count(count(part, section)))
                            .raw("</span></span>"));
        }
        html.raw("</nav>\n");
    }

    private static int count(Part part, Section<?> section) {
        return part == Part.FAILURES
                ? Math.toIntExact(section.items().stream()
                        .filter(item -> item instanceof Judged judged && judged.tells())
                        .count())
                : section.items().size();
    }

    private void figures() {
        html.raw("<div class=\"card\">");
        if (explanation.figures().isEmpty()) {
            html.raw("<p>No value: nothing in the window tells of it.</p>");
        } else {
            figures(FigureRow.of(explanation.figures()));
        }
        for (Withheld withheld : explanation.withheld()) {
            html.raw("<p class=\"bad\">")
                    .text("No " + withheld.group() + ": " + withheld.why())
                    .raw("</p>");
        }
        html.raw("</div>\n");
    }

    private void figures(List<FigureRow> figures) {
        var rows = new Rows(html, "Figure", "", ">Value", "From");
        rows.begin();
        for (FigureRow row : figures) {
            rows.row();
            rows.cell("title");
            if (explanation.metric().isPresent()) {
                html.element("code", row.metric().name());
            } else {
                Map<String, String> query = View.with(View.of(explanation), "metric", row.suffix());
                html.raw("<code>").view(row.metric().name(), query).raw("</code>");
            }
            rows.endCell();
            rows.text(String.join(" ", row.labels()));
            rows.text("main", Units.value(row.main().series()));
            rows.cell("").text(row.main().how());
            for (Figure other : row.others()) {
                html.raw("; <span class=\"soft\">")
                        .text(FigureRow.statistic(other))
                        .raw("</span> ")
                        .text(Units.value(other.series()));
            }
            rows.endCell();
            rows.endRow();
        }
        rows.end();
    }

    /** How it was counted. */
    private void coverage() {
        Policy policy = explanation.policy();
        html.raw("<p class=\"soft\">");
        if (explanation.coverage().size() == 1) {
            Coverage only = explanation.coverage().get(0);
            html.text("Deployments are read from " + only.signal() + " of ")
                    .source(only.repository(), only.url())
                    .text(" (")
                    .foreign(only.chosen())
                    .text("). ");
        } else if (explanation.coverage().size() > 1) {
            html.text(explanation.coverage().size() + " applications and environments. ");
        }
        html.text("Lead time starts at " + policy.leadTimeStart().key().replace('_', ' ')
                        + ". Incidents, reverts and hotfixes tell of a deployment up to "
                        + Units.duration((double) policy.incidentLinkWindow().toSeconds())
                        + " before them; a hotfix is what matches ")
                .element("code", policy.hotfixPattern().pattern())
                .text(".");
        if (explanation.unmapped() > 0) {
            html.text(" " + explanation.unmapped()
                    + " incidents are of services of no application, and in no figure; check tells which.");
        }
        html.raw("</p>\n");
    }

    private void parts() {
        explanation.failures().ifPresent(this::failures);
        explanation.changes().ifPresent(shown -> list(Part.CHANGES, shown, shown.items(), "", lists::changes));
        explanation
                .deployments()
                .ifPresent(shown -> list(Part.DEPLOYMENTS, shown, shown.items(), "", lists::deployments));
        explanation.incidents().ifPresent(shown -> list(Part.INCIDENTS, shown, shown.items(), "", lists::incidents));
        explanation
                .linked()
                .filter(any -> explanation.incidents().isEmpty())
                .ifPresent(shown -> list(Part.LINKED, shown, shown.items(), "", lists::incidents));
        explanation.uncounted().ifPresent(shown -> list(Part.LEFT_OUT, shown, shown.items(), "", lists::uncounted));
    }

    /** Beside the list of all deployments, those that did not fail say nothing. */
    private void failures(Section<Judged> section) {
        List<Judged> told = section.items().stream().filter(Judged::tells).toList();
        long all = section.items().stream().filter(Judged::inWindow).count();
        list(
                Part.FAILURES,
                section,
                explanation.deployments().isPresent() ? told : section.items(),
                told.size() + " of " + all + " deployments in the window",
                lists::failures);
    }

    private <T> void list(Part part, Section<T> section, List<T> items, String count, Consumer<List<T>> rows) {
        int pages = new Slice(1, ROWS).pages(items.size());
        var slice = new Slice(ExplainPage.page(visit, part.parameter(), pages), ROWS);
        html.raw("<h2 id=\"" + part.key() + "\">").text(part.title()).raw(" <small>");
        html.text(count.isEmpty() ? Units.count(items.size()) : count)
                .text(lists.note(part))
                .raw("</small></h2>\n");
        notSoFar(section);
        html.raw("<div class=\"card\">");
        if (items.isEmpty()) {
            html.raw("<p>None.</p>");
        } else {
            rows.accept(slice.of(items));
        }
        if (pages > 1) {
            pager(part, slice, pages, items.size());
        }
        html.raw("</div>\n");
    }

    /** Says where a section ends, if that is not where the page says. */
    private void notSoFar(Section<?> section) {
        if (asOf().filter(first -> !first.asOf().equals(section.asOf())).isPresent()) {
            html.raw("<p class=\"soft\">")
                    .text("After " + Units.minutes(section.after()) + " and up to " + Units.minutes(section.asOf())
                            + " UTC: its sources are known up to then.")
                    .raw("</p>\n");
        }
    }

    private void pager(Part part, Slice slice, int pages, int count) {
        int first = Math.toIntExact(slice.from());
        int last = Math.min(count, first + slice.size());
        html.raw("<div class=\"pager\"><span>")
                .text(Units.count(first + 1) + " to " + Units.count(last) + " of " + Units.count(count))
                .raw("</span>");
        var near = new ArrayList<Integer>(List.of(1, slice.page() - 1, slice.page(), slice.page() + 1, pages));
        near.stream().filter(page -> page >= 1 && page <= pages).distinct().forEach(page -> {
            if (page == slice.page()) {
                html.element("strong", String.valueOf(page));
            } else {
                html.raw("<a href=\"")
                        .text(Html.address(View.with(View.of(explanation), part.parameter(), String.valueOf(page))))
                        .raw("#" + part.key() + "\">" + page + "</a>");
            }
        });
        html.raw("</div>");
    }
}
