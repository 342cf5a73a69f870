package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.Owners;
import io.mlopsexporter.source.cost.FocusSource;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code check} says of costs. */
final class CheckedCost {
    private static final int MOST_OWNERS = 20;
    private static final int DATE = 10;

    private final Config config;
    private final Owners owners;
    private final String source;
    private final PrintWriter out;

    CheckedCost(Config config, String source, PrintWriter out) {
        this.config = config;
        this.owners = new Owners(EventLog.EMPTY, PlatformPolicies.costs(config));
        this.source = source;
        this.out = out;
    }

    void print(FocusSource.Overview overview) {
        out.println("  " + CheckCommand.counted(overview.files(), "file") + ", "
                + String.format(Locale.ROOT, "%,d", overview.rows()) + " rows: "
                + String.format(Locale.ROOT, "%,d", overview.rowsInScope()) + " count, "
                + String.format(Locale.ROOT, "%,d", overview.rowsOutOfScope()) + " are out of scope");
        statements(overview.statements());
        overview.leftOut()
                .forEach((category, sum) ->
                        out.println("    left out by charge_categories: " + category + " " + rounded(sum)));
        out.println("    windows end at " + overview.asOf());
        overview.problems().forEach(problem -> out.println("    noticed: " + problem));
        out.println();
    }

    void print(CostStatement latest) {
        out.println("  the latest closed day, " + date(latest.from()) + ":"
                + (latest.charges().isEmpty() ? " nothing is told of it" : ""));
        sums(List.of(latest));
        out.println();
    }

    private void statements(List<CostStatement> statements) {
        Map<String, List<CostStatement>> accounts = new TreeMap<>();
        statements.forEach(statement -> accounts.computeIfAbsent(statement.account(), any -> new ArrayList<>())
                .add(statement));
        accounts.forEach((account, ofAccount) -> out.println("    account " + account + ": "
                + CheckCommand.counted(ofAccount.size(), "billing period") + ", "
                + date(ofAccount.get(0).from()) + " to "
                + date(ofAccount.get(ofAccount.size() - 1).to().minusSeconds(1))));
        sums(statements);
    }

    private void sums(List<CostStatement> statements) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        Map<String, BigDecimal> byOwner = new TreeMap<>();
        for (CostStatement statement : statements) {
            for (Charge charge : statement.charges()) {
                totals.merge(charge.currency(), charge.amount(), BigDecimal::add);
                byOwner.merge(owner(charge) + ": " + charge.currency(), charge.amount(), BigDecimal::add);
            }
        }
        totals.forEach((currency, sum) -> out.println("    in all: " + currency + " " + rounded(sum)));
        byOwner.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .limit(MOST_OWNERS)
                .forEach(owner -> out.println("      " + owner.getKey() + " " + rounded(owner.getValue())));
        if (byOwner.size() > MOST_OWNERS) {
            out.println("      … and " + (byOwner.size() - MOST_OWNERS) + " more");
        }
    }

    /** Whose it is, as far as the configuration tells; which teams are discovered is not known here. */
    private String owner(Charge charge) {
        return owners.team(source, charge)
                .map(team -> "team " + team)
                .orElseGet(() -> charge.owner().isEmpty()
                        ? "nobody is named"
                        : "\"" + charge.owner() + "\"" + (config.teams().isEmpty() ? "" : ", which is no team's"));
    }

    private static String date(Instant instant) {
        return instant.toString().substring(0, DATE);
    }

    private static String rounded(BigDecimal sum) {
        return sum.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
