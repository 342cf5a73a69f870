package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.explain.Explainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form that chooses what is shown; it sends itself by GET and needs no script. */
final class Filters {
    private final Explainer explainer;
    private final Html html;

    Filters(Explainer explainer, Html html) {
        this.explainer = explainer;
        this.html = html;
    }

    void write(Optional<String> team, Optional<String> application, Optional<String> metric, Optional<String> window) {
        html.raw("<form method=\"get\" action=\"explain\">\n");
        select("Team", "team", "all teams", explainer.teams(), team);
        html.raw("<label>Application<select name=\"application\">");
        option("", team.isPresent() ? "the whole team" : "all applications", application.isEmpty());
        applications(team).forEach((owner, names) -> {
            html.raw("<optgroup label=\"").text(owner).raw("\">");
            names.forEach(name -> option(name, name, application.equals(Optional.of(name))));
            html.raw("</optgroup>");
        });
        html.raw("</select></label>\n");
        select("Metric", "metric", "all metrics", Explainer.metrics(), metric);
        html.raw("<label>Window<select name=\"window\">");
        for (Window one : explainer.windows()) {
            option(one.label(), "the last " + one.label(), window.equals(Optional.of(one.label())));
        }
        html.raw("</select></label>\n<button>Show</button>\n</form>\n");
    }

    private Map<String, List<String>> applications(Optional<String> team) {
        var byTeam = new LinkedHashMap<String, List<String>>();
        for (String owner : explainer.teams()) {
            if (team.isEmpty() || team.get().equals(owner)) {
                byTeam.put(
                        owner,
                        explainer.applications().stream()
                                .filter(one -> one.team().equals(owner))
                                .map(Scope.OfApplication::name)
                                .distinct()
                                .toList());
            }
        }
        return byTeam;
    }

    private void select(String label, String name, String none, List<String> options, Optional<String> chosen) {
        html.raw("<label>").text(label).raw("<select name=\"" + name + "\">");
        option("", none, chosen.isEmpty());
        options.forEach(value -> option(value, value, chosen.equals(Optional.of(value))));
        html.raw("</select></label>\n");
    }

    private void option(String value, String text, boolean selected) {
        html.raw("<option value=\"")
                .text(value)
                .raw(selected ? "\" selected>" : "\">")
                .text(text)
                .raw("</option>");
    }
}
