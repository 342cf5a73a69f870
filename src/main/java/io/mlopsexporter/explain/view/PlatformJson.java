package io.mlopsexporter.explain.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.explain.PlatformExplanation;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Series;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.MaturityFigures.Profile;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's figures for programs: each as on {@code /metrics}, a sentence for each that says what it follows from, and the
 * counts and sums themselves. All windows are in it, whatever was asked for: a program finds its own.
 */
final class PlatformJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PlatformView view;

    PlatformJson(PlatformView view) {
        this.view = view;
    }

    String write() {
        ObjectNode root = JSON.objectNode();
        root.put("scope", "platform");
        view.part().ifPresent(part -> root.put("part", part.key()));
        view.team().ifPresent(team -> root.put("team", team));
        ArrayNode figures = root.putArray("figures");
        Catalog.series(view.figures()).stream().filter(this::isWanted).forEach(series -> {
            ObjectNode one = figures.addObject().put("metric", series.metric().name());
            ObjectNode labels = one.putObject("labels");
            series.labels().forEach(labels::put);
            one.put("value", series.value());
        });
        ArrayNode explanations = root.putArray("explanations");
        PlatformExplanation.of(view.figures(), "").stream()
                .filter(line -> wants(line.metric()))
                .filter(line -> line.team().isEmpty() || view.isOf(line.team().get()))
                .forEach(line -> {
                    ObjectNode one =
                            explanations.addObject().put("of", line.of()).put("metric", line.metric());
                    line.team().ifPresent(team -> one.put("team", team));
                    one.put("text", line.text());
                });
        view.parts().forEach(part -> part(part, root));
        return root.toPrettyString() + "\n";
    }

    private boolean wants(String metric) {
        return view.parts().stream().anyMatch(part -> part.holds(metric));
    }

    private boolean isWanted(Series series) {
        String team = series.labels().get("ml_team");
        return wants(series.metric().name()) && (team == null || view.isOf(team));
    }

    private void part(PlatformPart part, ObjectNode root) {
        switch (part) {
            case ADOPTION -> view.figures().adoption().ifPresent(known -> adoption(known, root.putObject(part.key())));
            case COST -> view.figures().cost().ifPresent(known -> cost(known, root.putObject(part.key())));
            case CAPABILITIES ->
                view.figures().capabilities().ifPresent(known -> capabilities(known, root.putObject(part.key())));
            case MATURITY -> view.figures().maturity().ifPresent(known -> maturity(known, root.putObject(part.key())));
            case HAPPINESS, SUPPORT -> {} // nothing beyond figures and sentences: answers and questions are people's
        }
    }

    private void adoption(AdoptionFigures known, ObjectNode into) {
        into.put("as_of", known.asOf().toString());
        known.known().stream().filter(view::isOf).forEach(into.putArray("teams")::add);
        ArrayNode windows = into.putArray("windows");
        known.windows().forEach(shown -> {
            ObjectNode one =
                    windows.addObject().put("window", shown.window().label()).put("active_users", shown.users());
            shown.active().stream().filter(view::isOf).forEach(one.putArray("active_teams")::add);
            ObjectNode counts = one.putObject("activities");
            shown.counts().forEach((team, types) -> {
                if (view.isOf(team)) {
                    ObjectNode ofTeam = counts.putObject(team);
                    types.forEach((type, count) -> ofTeam.put(type.key(), count));
                }
            });
        });
        ArrayNode starts = into.putArray("starts");
        known.starts().stream().filter(start -> view.isOf(start.team())).forEach(start -> {
            ObjectNode one = starts.addObject()
                    .put("team", start.team())
                    .put("from", start.from().toString());
            start.deployed().ifPresent(at -> one.put("deployed_at", at.toString()));
            one.put("left_out", start.leftOut());
        });
    }

    private void cost(CostFigures known, ObjectNode into) {
        into.put("as_of", known.asOf().toString());
        known.sources().forEach(into.putArray("sources")::add);
        ArrayNode windows = into.putArray("windows");
        known.windows().forEach(shown -> {
            ObjectNode one = windows.addObject().put("window", shown.window().label());
            shown.users().ifPresent(users -> one.put("active_users", users));
            ArrayNode gaps = one.putArray("gaps");
            shown.gaps()
                    .forEach(gap -> gaps.addObject()
                            .put("source", gap.source())
                            .put("from", gap.from().toString())
                            .put("to", gap.to().toString()));
            ObjectNode currencies = one.putObject("currencies");
            shown.currencies().forEach((currency, sums) -> {
                ObjectNode sum = currencies.putObject(currency);
                sum.put("total", sums.total());
                amounts(sums.teams(), sum.putObject("teams"));
                if (view.team().isEmpty()) {
                    amounts(sums.unallocated(), sum.putObject("unallocated"));
                }
            });
        });
    }

    private void amounts(Map<String, BigDecimal> amounts, ObjectNode into) {
        amounts.forEach((owner, amount) -> {
            if (view.isOf(owner)) {
                into.put(owner, amount);
            }
        });
    }

    private void capabilities(CapabilityFigures known, ObjectNode into) {
        into.put("as_of", known.asOf().toString());
        ArrayNode offered = into.putArray("offered");
        known.offered().forEach(offer -> {
            ObjectNode one =
                    offered.addObject().put("capability", offer.capability().name());
            flag(one, "offered", offer.offered());
            one.put("why", offer.why());
        });
        ObjectNode teams = into.putObject("teams");
        known.teams().forEach((team, standings) -> {
            if (view.isOf(team)) {
                ArrayNode all = teams.putArray(team);
                standings.forEach(standing -> {
                    ObjectNode one = all.addObject()
                            .put("capability", standing.capability().name());
                    flag(one, "needed", standing.needed());
                    flag(one, "used", standing.used());
                    one.put("why", standing.why());
                    standing.hints().forEach(one.putArray("hints")::add);
                });
            }
        });
    }

    /** What is not known is left out. */
    private static void flag(ObjectNode into, String name, Optional<Boolean> flag) {
        flag.ifPresent(yes -> into.put(name, yes));
    }

    private void maturity(MaturityFigures known, ObjectNode into) {
        into.put("as_of", known.asOf().toString());
        if (view.team().isEmpty()) {
            ratings(known.platform(), into.putArray("platform"));
        }
        ObjectNode teams = into.putObject("teams");
        known.teams().forEach((team, profile) -> {
            if (view.isOf(team)) {
                ratings(profile, teams.putArray(team));
            }
        });
    }

    private static void ratings(Profile profile, ArrayNode into) {
        profile.ratings().forEach(rating -> {
            ObjectNode one = into.addObject()
                    .put("indicator", rating.indicator().name())
                    .put("dimension", rating.indicator().dimension().key());
            rating.score()
                    .ifPresent(score -> one.put("score", score.value())
                            .put("evidence", score.evidence().key()));
            one.put("why", rating.why());
        });
    }
}
