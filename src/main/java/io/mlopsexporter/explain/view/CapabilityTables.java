package io.mlopsexporter.explain.view;

import io.mlopsexporter.metric.Units;
import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CapabilityFigures.Offer;
import io.mlopsexporter.platform.CapabilityFigures.Share;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is offered, needed and used, how that is known, and where the gaps are. */
final class CapabilityTables {
    private final PlatformView view;
    private final Html html;
    private final CapabilityFigures figures;

    CapabilityTables(PlatformView view, Html html) {
        this.view = view;
        this.html = html;
        this.figures = view.figures().capabilities().orElseThrow();
    }

    void write() {
        html.raw("<p class=\"soft\">")
                .text("Evidence of 90 days up to " + Units.minutes(figures.asOf()) + " UTC. ")
                .text(figures.coverage()
                        .map(share -> share(share)
                                + "pairs of a team and a capability that it needs are of one that is offered.")
                        .orElse("No coverage: whether a needed capability is offered is not known of all."))
                .raw("</p>\n");
        Optional<List<Standing>> one = view.team().map(team -> figures.teams().getOrDefault(team, List.of()));
        if (one.isPresent()) {
            team(view.team().orElseThrow(), one.get());
        } else {
            html.raw("<div class=\"card\">");
            platform();
            html.raw(
                    "</div>\n<p class=\"soft\">A gap is a capability that a team needs and does not use.</p>\n<div class=\"card\">");
            teams();
            html.raw("</div>\n");
        }
    }

    private void platform() {
        var rows = new Rows(html, "Capability", "Offered", "Because", "Needed by", "Used by");
        rows.begin();
        for (int at = 0; at < figures.offered().size(); at++) {
            Offer offer = figures.offered().get(at);
            List<String> needed = teams(at, standing -> standing.needed().orElse(false));
            boolean gap = offer.offered().equals(Optional.of(false)) && !needed.isEmpty();
            rows.row(gap);
            rows.cell("main").text(offer.capability().name());
            rows.endCell();
            rows.text(gap ? "bad" : "", word(offer.offered()));
            rows.text(offer.why());
            rows.cell("").foreign(names(needed));
            rows.endCell();
            rows.cell("").foreign(names(teams(at, standing -> standing.used().orElse(false))));
            rows.endCell();
            rows.endRow();
        }
        rows.end();
    }

    private List<String> teams(int at, Predicate<Standing> wanted) {
        return figures.teams().entrySet().stream()
                .filter(team -> wanted.test(team.getValue().get(at)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String names(List<String> teams) {
        return teams.isEmpty() ? "nobody" : String.join(", ", teams);
    }

    private void teams() {
        var rows = new Rows(html, "Team", ">Coverage", "Used", "Gaps", "Not known");
        rows.begin();
        figures.teams().forEach((team, standings) -> {
            Share share = figures.coverage(team);
            rows.row();
            rows.cell("main").view(team, View.with(view.query(), "team", team));
            rows.endCell();
            rows.text(share.ratio().isPresent() ? Units.percent(share.ratio().getAsDouble()) : "");
            rows.text(share.count() + " of " + share.of() + " that it needs");
            rows.text(capabilities(standings, standing -> standing.used().equals(Optional.of(false))));
            rows.text("", capabilities(standings, standing -> standing.used().isEmpty()));
            rows.endRow();
        });
        rows.end();
    }

    private static String capabilities(List<Standing> standings, Predicate<Standing> wanted) {
        return standings.stream()
                .filter(standing -> standing.needed().orElse(false) && wanted.test(standing))
                .map(standing -> standing.capability().name())
                .collect(Collectors.joining(", "));
    }

    private void team(String team, List<Standing> standings) {
        Share share = figures.coverage(team);
        html.raw("<p>")
                .text(
                        share.of() == 0
                                ? "Of no needed capability it is known whether the team uses it."
                                : share(share) + "needed capabilities whose use is known are used.")
                .raw("</p>\n<div class=\"card\">");
        var rows = new Rows(html, "Capability", "Needed", "Used", "Offered", "What shows it");
        rows.begin();
        for (int at = 0; at < standings.size(); at++) {
            Standing standing = standings.get(at);
            boolean gap = standing.needed().orElse(false) && standing.used().equals(Optional.of(false));
            rows.row(gap);
            rows.cell("").element("strong", standing.capability().name());
            html.raw("<p class=\"soft\">")
                    .text(standing.capability().description())
                    .raw("</p>");
            rows.endCell();
            rows.text(word(standing.needed()));
            rows.text(gap ? "bad" : "", word(standing.used()));
            rows.text(word(figures.offered().get(at).offered()));
            rows.text(
                    "title",
                    standing.why()
                            + (standing.hints().isEmpty() || standing.used().isPresent()
                                    ? ""
                                    : "; hints: " + String.join(", ", standing.hints())));
            rows.endRow();
        }
        rows.end();
        html.raw("</div>\n");
    }

    private static String share(Share share) {
        return (share.ratio().isPresent() ? Units.percent(share.ratio().getAsDouble()) + ": " : "") + share.count()
                + " of " + share.of() + " ";
    }

    static String word(Optional<Boolean> flag) {
        return flag.map(yes -> yes ? "yes" : "no").orElse("not known");
    }
}
