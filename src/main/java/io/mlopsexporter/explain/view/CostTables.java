package io.mlopsexporter.explain.view;

import io.mlopsexporter.metric.Units;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.CostFigures.InWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** What was charged, for how many users, and of whom. Currencies are never added. */
final class CostTables {
    private static final int OWNERS = 20;

    private final PlatformView view;
    private final Html html;
    private final CostFigures figures;

    CostTables(PlatformView view, Html html) {
        this.view = view;
        this.html = html;
        this.figures = view.figures().cost().orElseThrow();
    }

    void write() {
        html.raw("<p class=\"soft\">")
                .text("From " + String.join(", ", figures.sources()) + ", up to " + Units.minutes(figures.asOf())
                        + " UTC; each charge by the share of its time that lies in the window.")
                .raw("</p>\n");
        if (view.team().isEmpty()) {
            html.raw("<div class=\"card\">");
            windows();
            html.raw("</div>\n");
        }
        figures.windows().stream()
                .filter(shown -> shown.window().label().equals(view.window()))
                .forEach(shown -> shown.currencies().forEach((currency, sums) -> allocation(shown, currency, sums)));
    }

    private void windows() {
        var rows = new Rows(
                html, "Window", "Currency", ">Cost", ">Users", ">Per user", ">Of teams", ">Unallocated", "Remarks");
        rows.begin();
        for (InWindow shown : figures.windows()) {
            if (shown.currencies().isEmpty()) {
                rows.row();
                rows.text("main", shown.window().label());
                for (int column = 0; column < 6; column++) {
                    rows.text("");
                }
                rows.text(gaps(shown));
                rows.endRow();
            }
            shown.currencies().forEach((currency, sums) -> {
                rows.row();
                rows.text("main", shown.window().label());
                rows.text(currency);
                rows.text("main", amount(sums.total()));
                rows.text(shown.users().isPresent() ? Units.count(shown.users().getAsInt()) : "");
                rows.text(sums.perUser(shown.users()).map(CostTables::amount).orElse(""));
                rows.text(amount(sums.total().subtract(sums.unallocatedSum())));
                rows.text(amount(sums.unallocatedSum()));
                rows.text(
                        sums.perUser(shown.users()).isPresent()
                                ? ""
                                : shown.users().isPresent()
                                        ? "per user: nobody was active in the same window"
                                        : "per user: how many people were active in the same window is not known");
                rows.endRow();
            });
        }
        rows.end();
    }

    private static String gaps(InWindow shown) {
        return shown.gaps().stream()
                .map(gap -> "nothing is known of " + gap.from().toString().substring(0, 10) + " to "
                        + gap.to().minusSeconds(1).toString().substring(0, 10) + " (" + gap.source() + ")")
                .reduce((one, other) -> one + "; " + other)
                .orElse("nothing was charged");
    }

    private void allocation(InWindow shown, String currency, InCurrency sums) {
        html.raw("<p class=\"soft\">")
                .text("Whose it is, of the last " + shown.window().label() + ", in " + currency + ".")
                .raw("</p>\n<div class=\"card\">");
        var rows = new Rows(html, "Owner", ">Cost", ">Share", "From");
        rows.begin();
        Comparator<Map.Entry<String, BigDecimal>> byCost =
                Map.Entry.<String, BigDecimal>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        sums.teams().entrySet().stream()
                .filter(owner -> view.isOf(owner.getKey()))
                .sorted(byCost)
                .forEach(owner -> {
                    rows.row();
                    rows.cell("main").view(owner.getKey(), View.with(view.query(), "team", owner.getKey()));
                    rows.endCell();
                    amounts(
                            rows,
                            owner.getValue(),
                            sums,
                            "charges that name the team, by tag, account, namespace or repository");
                });
        if (view.team().isEmpty()) {
            sums.unallocated().entrySet().stream().sorted(byCost).limit(OWNERS).forEach(owner -> {
                rows.row();
                rows.cell("").foreign(owner.getKey().isEmpty() ? "(nobody is named)" : owner.getKey());
                rows.endCell();
                amounts(
                        rows,
                        owner.getValue(),
                        sums,
                        "unallocated: " + (owner.getKey().isEmpty() ? "no owner is told" : "no known team"));
            });
        }
        rows.end();
        html.raw("</div>\n");
    }

    private static void amounts(Rows rows, BigDecimal value, InCurrency sums, String from) {
        rows.text(amount(value));
        rows.text(
                sums.total().signum() == 0
                        ? ""
                        : Units.percent(value.doubleValue() / sums.total().doubleValue()));
        rows.text(from);
        rows.endRow();
    }

    private static String amount(BigDecimal value) {
        return String.format(Locale.ROOT, "%,.2f", value.setScale(2, RoundingMode.HALF_EVEN));
    }
}
