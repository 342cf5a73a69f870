package io.mlopsexporter.explain;

import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.SurveyFigures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the platform's figures were counted from: a line for each, under what it is of. */
public final class PlatformExplanation {
    private static final String PREFIX = "mlops_platform_";
    private static final int MOST_OWNERS = 20;

    private final List<Line> lines = new ArrayList<>();

    private PlatformExplanation() {}

    /**
     * One figure.
     *
     * @param of what it is of, as a heading
     * @param team empty: it is of the platform as a whole
     * @param metric its name
     * @param text its value, and what that follows from
     */
    public record Line(String of, Optional<String> team, String metric, String text) {
        public boolean isOfATeam() {
            return team.isPresent();
        }
    }

    /** Where explanations of a part are put. */
    interface Lines {
        void add(String of, Optional<String> team, String metric, String text);

        default void add(String of, String metric, String text) {
            add(of, Optional.empty(), metric, text);
        }
    }

    /** @param metric a metric's name or a part of it; empty: all */
    public static List<Line> of(PlatformFigures figures, String metric) {
        var explanation = new PlatformExplanation();
        figures.adoption().ifPresent(adoption -> explanation.lines.addAll(AdoptionExplanation.of(adoption)));
        figures.surveys().forEach(explanation::survey);
        figures.cost().ifPresent(explanation::cost);
        figures.capabilities().ifPresent(known -> new CapabilityExplanation(known, explanation::add).add());
        figures.support().ifPresent(known -> SupportExplanation.add(known, explanation::add));
        figures.maturity().ifPresent(known -> new MaturityExplanation(explanation::add).add(known));
        return explanation.lines.stream()
                .filter(line -> line.metric().contains(metric.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private void survey(SurveyFigures survey) {
        String of = "survey " + survey.survey() + ", whole blocks of " + survey.block()
                + " answers, each dated by its last one, up to "
                + survey.asOf().truncatedTo(ChronoUnit.SECONDS);
        for (SurveyFigures.InWindow shown : survey.windows()) {
            String window = shown.window().label() + ": ";
            add(of, "mlops_platform_survey_responses", window + shown.responses() + " responses are in whole blocks");
            shown.satisfaction()
                    .ifPresent(ratio -> add(
                            of,
                            "mlops_platform_satisfaction_ratio",
                            window + rounded(ratio) + ": " + shown.satisfied().count() + " of "
                                    + shown.satisfied().of() + " answers say satisfied"));
            shown.netPromoterScore()
                    .ifPresent(score -> add(
                            of,
                            "mlops_platform_net_promoter_score",
                            window + rounded(score) + ": of "
                                    + shown.promoters().of() + " answers "
                                    + shown.promoters().count() + " are 9 or 10, and "
                                    + shown.detractors().count() + " are 0 to 6"));
            survey.invited()
                    .ifPresent(invited -> add(
                            of,
                            "mlops_platform_survey_response_ratio",
                            window
                                    + (shown.responseRatio().isPresent()
                                            ? rounded(shown.responseRatio().getAsDouble()) + ": "
                                            : "not shown: ")
                                    + shown.responses() + " responses, " + invited + " people invited"));
        }
    }

    private void cost(CostFigures cost) {
        String of = "cost, from " + String.join(", ", cost.sources()) + ", up to " + cost.asOf()
                + ", each charge by the share of its time that lies in the window";
        for (CostFigures.InWindow shown : cost.windows()) {
            String window = shown.window().label() + ": ";
            if (!shown.gaps().isEmpty()) {
                add(of, PREFIX + "cost", window + "not shown: nothing is known of " + gaps(shown.gaps()));
            }
            shown.currencies().forEach((currency, sums) -> cost(of, window, currency, sums, shown));
        }
    }

    private void cost(String of, String window, String currency, InCurrency sums, CostFigures.InWindow shown) {
        String plus = " " + currency;
        add(
                of,
                PREFIX + "cost",
                window + plain(sums.total()) + plus + ": "
                        + plain(sums.total().subtract(sums.unallocatedSum())) + " of teams, "
                        + plain(sums.unallocatedSum()) + " of none");
        sums.teams()
                .forEach((team, sum) ->
                        add(of, Optional.of(team), PREFIX + "team_cost", window + plain(sum) + plus + " of " + team));
        sums.unallocated().entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .limit(MOST_OWNERS)
                .forEach(owner -> add(
                        of,
                        PREFIX + "unallocated_cost",
                        window + plain(owner.getValue()) + plus + " of "
                                + (owner.getKey().isEmpty()
                                        ? "nobody who is named"
                                        : "\"" + owner.getKey() + "\", which is no known team's")));
        add(
                of,
                PREFIX + "cost_per_user",
                window
                        + sums.perUser(shown.users())
                                .map(each -> plain(each.round(new MathContext(10))) + plus + ": " + plain(sums.total())
                                        + " for " + shown.users().getAsInt() + " people active in the same window")
                                .orElse(
                                        shown.users().isPresent()
                                                ? "not shown: nobody was active in the same window"
                                                : "not shown: it is not known how many people were active in the same window"));
    }

    private static String gaps(List<CostFigures.Gap> gaps) {
        return gaps.stream()
                .map(gap -> gap.from().toString().substring(0, 10) + " to "
                        + gap.to().minusSeconds(1).toString().substring(0, 10) + " (" + gap.source() + ")")
                .collect(Collectors.joining(", "));
    }

    /** To four digits: people read it. */
    private static String rounded(double value) {
        return plain(BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private void add(String of, String metric, String text) {
        add(of, Optional.empty(), metric, text);
    }

    private void add(String of, Optional<String> team, String metric, String text) {
        lines.add(new Line(of, team, metric, text));
    }
}
