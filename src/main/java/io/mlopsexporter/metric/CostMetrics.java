package io.mlopsexporter.metric;

import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.CostFigures.InWindow;
import java.util.List;
import java.util.stream.Stream;

/** What the platform costs (design 3.8). Amounts were added up in decimals; the sums alone become binary, here. */
final class CostMetrics {
    private static final String PREFIX = "mlops_platform_";
    private static final String PRO_RATA =
            ", each by the share of its charge period that lies in the window, which ends a few days ago "
                    + "(mlops_exporter_source_as_of_timestamp_seconds); absent unless all days of the window are known";

    static final List<PlatformMetric> ALL = List.of(
            of(
                    "cost",
                    List.of("currency", "window"),
                    "What the platform costs: sum of the charges of all configured cost sources" + PRO_RATA + ".",
                    (sums, currency, shown) -> Stream.of(Value.of(
                            sums.total().doubleValue(), currency, shown.window().label()))),
            of(
                    "cost_per_user",
                    List.of("currency", "window"),
                    "What the platform costs in the window, divided by the people who used it in the same window; absent without one, or "
                            + "if they are not known.",
                    (sums, currency, shown) -> sums.perUser(shown.users()).stream()
                            .map(each -> Value.of(
                                    each.doubleValue(), currency, shown.window().label()))),
            of(
                    "team_cost",
                    List.of("ml_team", "currency", "window"),
                    "What the platform costs for a team: the charges that name it by tag, sub account, namespace or repository"
                            + PRO_RATA + ".",
                    (sums, currency, shown) -> sums.teams().entrySet().stream()
                            .map(team -> Value.of(
                                    team.getValue().doubleValue(),
                                    team.getKey(),
                                    currency,
                                    shown.window().label()))),
            of(
                    "unallocated_cost",
                    List.of("currency", "window"),
                    "What the platform costs for no known team, idle machines too; never spread. With the teams' it is the whole.",
                    (sums, currency, shown) -> Stream.of(Value.of(
                            sums.unallocatedSum().doubleValue(),
                            currency,
                            shown.window().label()))));

    private CostMetrics() {}

    @FunctionalInterface
    private interface Values {
        Stream<Value> of(InCurrency sums, String currency, InWindow shown);
    }

    private static PlatformMetric of(String suffix, List<String> labels, String help, Values values) {
        return PlatformMetric.of(
                PREFIX + suffix,
                "currency",
                labels,
                help,
                figures -> figures.cost().stream()
                        .map(CostFigures::windows)
                        .flatMap(List::stream)
                        .flatMap(shown -> shown.currencies().entrySet().stream()
                                .flatMap(sums -> values.of(sums.getValue(), sums.getKey(), shown))));
    }
}
