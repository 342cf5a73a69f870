package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs from the configuration to what is printed. */
final class CostsTest {
    private static final int DAYS = 35;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void check_saysWhatIsFound_andReportAndExplainShowIt() throws IOException {
        try (StoodStill gitHub = StoodStill.at(now)) {
            Path config = config(gitHub, "all: true, team_tag: team");
            bill("1.25");

            Commands check = Commands.execute("check", "-c", config.toString());
            assertThat(check.out())
                    .contains(
                            "  1 file, 71 rows: 70 count, 0 are out of scope",
                            "    account 1111: 1 billing period, ",
                            "    in all: USD 70.00",
                            "      team fraud: USD 43.75",
                            "      nobody is named: USD 26.25",
                            "    left out by charge_categories: Tax USD 19.00",
                            "    windows end at ");
            assertThat(check.code()).as(check.out()).isZero();

            Commands report = Commands.execute("report", "-c", config.toString(), "--format", "json");
            assertThat(report.err()).doesNotContain("cost");
            assertThat(report.out().replaceAll("\\s+", " "))
                    .contains(
                            "\"metric\" : \"mlops_platform_cost\", \"currency\" : \"USD\", \"window\" : \"30d\", \"value\" : 60.0",
                            "\"metric\" : \"mlops_platform_team_cost\", \"ml_team\" : \"fraud\", \"currency\" : \"USD\", \"window\" : \"30d\", \"value\" : 37.5",
                            "\"metric\" : \"mlops_platform_unallocated_cost\", \"currency\" : \"USD\", \"window\" : \"30d\", \"value\" : 22.5",
                            "\"metric\" : \"mlops_platform_cost_per_user\", \"currency\" : \"USD\", \"window\" : \"30d\"");
            Commands table = Commands.execute("report", "-c", config.toString(), "--stored");
            assertThat(table.out()).containsPattern("platform_team_cost +fraud USD 30d +37\\.50");

            Commands explain = Commands.execute("explain", "-c", config.toString(), "--platform", "cost");
            assertThat(explain.err()).isEmpty();
            assertThat(explain.out())
                    .contains(
                            "cost, from cost, up to ",
                            "mlops_platform_cost  30d: 60 USD: 37.5 of teams, 22.5 of none",
                            "mlops_platform_team_cost  7d: 8.75 USD of fraud",
                            "mlops_platform_unallocated_cost  7d: 5.25 USD of nobody who is named",
                            "mlops_platform_cost  40d: not shown: nothing is known of ")
                    .containsPattern(
                            "mlops_platform_cost_per_user  30d: [0-9.]+ USD: 60 for [1-9][0-9]* people active in the same window");
            assertThat(explain.code()).isZero();
        }
    }

    @Test
    void aBrokenBill_isOneThingWrong_andTheLastGoodFiguresStay() throws IOException {
        try (StoodStill gitHub = StoodStill.at(now)) {
            Path config = config(gitHub, "all: true");
            bill("1.25");
            assertThat(Commands.execute("report", "-c", config.toString()).code())
                    .isZero();

            bill("one");
            Commands check = Commands.execute("check", "-c", config.toString());
            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("error: costs.csv cannot be added up: 35 x no readable", "1 thing is wrong");
            Commands report = Commands.execute("report", "-c", config.toString());
            assertThat(report.code()).isEqualTo(1);
            assertThat(report.err()).contains("cost: costs.csv cannot be added up");
            assertThat(report.out()).containsPattern("platform_unallocated_cost +USD 30d +60\\.00");
        }
    }

    private Path config(StoodStill gitHub, String keys) throws IOException {
        Files.writeString(folder.resolve("token"), "demo");
        return Files.writeString(
                folder.resolve("exporter.yml"), """
                store: {url: "jdbc:sqlite:%s"}
                polling: {history: 45d}
                metrics: {windows: [7d, 30d, 40d]}
                github: [{api_url: "%s", token_file: token, organizations: [acme-ai]}]
                costs: [{focus_file: costs.csv, %s}]
                teams: [{name: fraud}, {name: search}]
                """.formatted(folder.resolve("events.db"), gitHub.url(), keys));
    }

    /** For 35 days until yesterday, each day two charges: one of a team, and 0.75 of nobody. */
    private void bill(String ofTheTeam) throws IOException {
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        Instant begin = today.minus(DAYS, ChronoUnit.DAYS);
        String period = begin + ",2099-01-01T00:00:00Z,1111,USD,";
        StringBuilder csv = new StringBuilder(
                "BillingPeriodStart,BillingPeriodEnd,BillingAccountId,BillingCurrency,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,Tags\n");
        for (Instant day = begin; day.isBefore(today); day = day.plus(1, ChronoUnit.DAYS)) {
            String hour = "Usage," + day.plusSeconds(3600) + "," + day.plusSeconds(7200) + ",";
            csv.append(period).append(hour).append(ofTheTeam).append(",\"{\"\"team\"\":\"\"Fraud\"\"}\"\n");
            csv.append(period).append(hour).append("0.75,\n");
        }
        csv.append(period)
                .append("Tax,")
                .append(begin)
                .append(",")
                .append(today)
                .append(",19,\n");
        Files.writeString(folder.resolve("costs.csv"), csv);
    }
}
