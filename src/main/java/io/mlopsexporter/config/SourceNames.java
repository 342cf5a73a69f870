package io.mlopsexporter.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The label {@code source}: what a source is called if its configuration does not say. */
final class SourceNames {
    static final String GITHUB = "github";
    static final String MLFLOW = "mlflow";
    static final String PAGERDUTY = "pagerduty";
    static final String SURVEYS = "surveys";
    static final String COSTS = "costs";
    /** What a source of costs is called. */
    static final String COST = "cost";

    static final Key<String> NAME = Key.optional(
            "name",
            Types.SOURCE_NAME,
            "Its label `source`. By default the section that it stands in, from the second one on with a number: `github`, `github-2`.");

    private SourceNames() {}

    static String byPosition(String kind, int position) {
        return position == 0 ? kind : kind + "-" + (position + 1);
    }

    /** All begin alike: whoever watches sources has to know that bills are days behind. */
    static String ofCost(Optional<String> name, int position) {
        return name.map(told -> COST + "-" + told).orElse(byPosition(COST, position));
    }

    /** Names tell the sources' events apart in the store, so two of one name would overwrite each other. */
    static void checkUnique(Item.Mapping root, Reading reading) {
        Map<String, String> seen = new HashMap<>();
        for (String kind : List.of(GITHUB, MLFLOW, PAGERDUTY)) {
            for (Item.Mapping source : root.mappings(kind)) {
                String name = source.text(NAME.name()).orElse(byPosition(kind, source.position()));
                claim(name, source, seen, reading);
            }
        }
        for (Item.Mapping cost : root.mappings(COSTS)) {
            claim(ofCost(cost.text(NAME.name()), cost.position()), cost, seen, reading);
        }
        for (Item.Mapping survey : root.mappings(SURVEYS)) {
            survey.text(SurveySection.NAME.name())
                    .ifPresent(name -> claim(SurveyConfig.source(name), survey, seen, reading));
        }
    }

    private static void claim(String name, Item.Mapping source, Map<String, String> seen, Reading reading) {
        String first = seen.putIfAbsent(name, source.path());
        if (first != null) {
            reading.report(Problem.of(source.pathOf("name"), source.lineOf("name"), "is also the name of " + first)
                    .showing(Shown.quoted(name))
                    .expecting("a name of its own"));
        }
    }
}
