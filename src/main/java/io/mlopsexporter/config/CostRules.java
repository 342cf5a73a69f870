package io.mlopsexporter.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What the keys of {@code costs} owe to each other. */
final class CostRules {
    private static final String INFRASTRUCTURE = "infrastructure";
    private static final String FOCUS = "focus_file or focus_url";

    private CostRules() {}

    /** A bill is mostly that of all that a company has in a cloud: it must be said that all of it is meant. */
    static void checkScope(Item.Mapping cost, Reading reading) {
        if (!isBill(cost)) {
            return;
        }
        boolean where = cost.find(CostSection.WHERE.name()).isPresent();
        boolean all = CostSection.ALL.peek(cost).orElse(false);
        if (!where && !all) {
            reading.report(Problem.of(cost.pathOf(CostSection.WHERE.name()), cost.line(), "missing")
                    .expecting("which rows of the bill are the platform's, or all: true"));
        } else if (where && all) {
            reading.report(Problem.of(
                            cost.pathOf(CostSection.ALL.name()),
                            cost.lineOf(CostSection.ALL.name()),
                            "stands beside where")
                    .expecting("only one of where, all"));
        }
    }

    private static boolean isBill(Item.Mapping cost) {
        return cost.find(CostSection.FOCUS_FILE.name()).isPresent()
                || cost.find(CostSection.FOCUS_URL.name()).isPresent();
    }

    static void checkCurrency(Item.Mapping cost, Reading reading) {
        if (cost.find(CostSection.OPENCOST_URL.name()).isPresent()
                && cost.find(CostSection.CURRENCY.name()).isEmpty()) {
            reading.report(Problem.of(
                            cost.pathOf(CostSection.CURRENCY.name()),
                            cost.lineOf(CostSection.OPENCOST_URL.name()),
                            "missing; opencost_url needs it")
                    .expecting("three capital letters, as USD"));
        }
    }

    static void checkFit(Item.Mapping cost, Reading reading) {
        boolean openCost = cost.find(CostSection.OPENCOST_URL.name()).isPresent();
        boolean gitHub = cost.find(CostSection.GITHUB_ORGANIZATION.name()).isPresent();
        if (isBill(cost) || openCost || gitHub) {
            List.of(
                            CostSection.FILES,
                            CostSection.COST_COLUMN,
                            CostSection.CHARGE_CATEGORIES,
                            CostSection.WHERE,
                            CostSection.ALL,
                            CostSection.TEAM_TAG,
                            CostSection.SUB_ACCOUNTS,
                            CostSection.ENCODING)
                    .forEach(key -> checkFit(cost, key, isBill(cost), FOCUS, reading));
            checkFit(cost, CostSection.SETTLE, !openCost, FOCUS + " or github_organization", reading);
            List.of(CostSection.AGGREGATE, CostSection.CURRENCY, CostSection.LOOK_BACK)
                    .forEach(key -> checkFit(cost, key, openCost, CostSection.OPENCOST_URL.name(), reading));
            checkFit(cost, CostSection.API_URL, gitHub, CostSection.GITHUB_ORGANIZATION.name(), reading);
        }
    }

    private static void checkFit(Item.Mapping cost, Key<?> key, boolean fits, String beside, Reading reading) {
        if (!fits && cost.find(key.name()).isPresent()) {
            reading.report(Problem.of(cost.pathOf(key.name()), cost.lineOf(key.name()), "goes only with " + beside));
        }
    }

    /** Two bills for one thing would be added up. */
    static void checkScopes(Item.Mapping root, Reading reading) {
        var seen = new TreeMap<String, String>();
        for (Item.Mapping cost : root.mappings(SourceNames.COSTS)) {
            String scope =
                    scope(cost.text(CostSection.SCOPE.name()), cost.text(CostSection.GITHUB_ORGANIZATION.name()));
            String first = seen.putIfAbsent(scope, cost.path());
            if (first != null) {
                reading.report(Problem.of(
                                cost.pathOf(CostSection.SCOPE.name()),
                                cost.lineOf(CostSection.SCOPE.name()),
                                "is also the scope of " + first)
                        .showing(Shown.quoted(scope))
                        .expecting(
                                "a scope of its own, if it pays for other things; else only one of the two sources"));
            }
        }
    }

    /** A misspelt team would get its charges, and the right one none. */
    static void checkTeams(Item.Mapping root, Reading reading) {
        List<String> known = root.mappings("teams").stream()
                .flatMap(team -> team.text(TeamSection.NAME.name()).stream())
                .map(String::strip)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        for (Item.Mapping cost : root.mappings(SourceNames.COSTS)) {
            for (Key<?> key : List.of(CostSection.SUB_ACCOUNTS, CostSection.TEAMS)) {
                if (cost.find(key.name()).orElse(null) instanceof Item.Mapping teams) {
                    teams.entries().forEach((owner, team) -> {
                        if (team instanceof Item.Scalar scalar
                                && !known.contains(scalar.text().strip())) {
                            reading.report(scalar.wrong("is no team")
                                    .expecting("one of those under teams")
                                    .suggesting(Spelling.nearest(scalar.text(), known)
                                            .orElse("")));
                        }
                    });
                }
            }
        }
    }

    static String scope(Optional<String> told, Optional<String> organization) {
        return told.map(String::strip)
                .or(() -> organization.map(name -> "github " + name.toLowerCase(Locale.ROOT)))
                .orElse(INFRASTRUCTURE);
    }
}
