package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surveys from the configuration to what is printed. */
final class SurveysTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void check_saysWhatIsFound_andReportAndExplainShowIt() throws IOException {
        try (StoodStill gitHub = StoodStill.at(now)) {
            Path config = config(gitHub);
            answers(7);

            Commands check = Commands.execute("check", "-c", config.toString());
            assertThat(check.out())
                    .contains(
                            "survey-platform",
                            "survey platform: 7 responses, from ",
                            ", laid out as plain",
                            "satisfaction: column \"satisfaction\"",
                            "left out: 1 x off_the_scale, in row 9");
            assertThat(check.code()).isZero();

            Commands report = Commands.execute("report", "-c", config.toString(), "--format", "json");
            assertThat(report.out().replaceAll("\\s+", " "))
                    .contains(
                            "\"metric\" : \"mlops_platform_survey_responses\", \"survey\" : \"platform\", \"window\" : \"90d\", \"value\" : 5.0",
                            "\"metric\" : \"mlops_platform_satisfaction_ratio\", \"survey\" : \"platform\", \"window\" : \"365d\", \"value\" : 0.6",
                            "\"metric\" : \"mlops_platform_survey_response_ratio\", \"survey\" : \"platform\", \"window\" : \"90d\", \"value\" : 0.5");
            Commands table = Commands.execute("report", "-c", config.toString(), "--stored");
            assertThat(table.out()).containsPattern("platform_satisfaction_ratio +platform 90d +60\\.0 %");

            Commands explain = Commands.execute("explain", "-c", config.toString(), "--platform", "satisfaction");
            assertThat(explain.err()).isEmpty();
            assertThat(explain.out())
                    .contains("survey platform", "3 of 5 answers say satisfied", "whole blocks of 5")
                    .doesNotContain("recommend");
            assertThat(explain.code()).isZero();
        }
    }

    @Test
    void brokenExport_isOneThingWrong_andTheRestGoesOn_withTheLastGoodFigures() throws IOException {
        try (StoodStill gitHub = StoodStill.at(now)) {
            Path config = config(gitHub);
            answers(5);
            assertThat(Commands.execute("report", "-c", config.toString()).code())
                    .isZero();

            Files.writeString(folder.resolve("survey.csv"), "<html>Sign in</html>");
            Commands check = Commands.execute("check", "-c", config.toString());
            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out()).contains("error: survey.csv is a web page", "1 thing is wrong");
            Commands report = Commands.execute("report", "-c", config.toString());
            assertThat(report.code()).isEqualTo(1);
            assertThat(report.err()).contains("survey-platform: survey.csv is a web page");
            assertThat(report.out()).containsPattern("platform_survey_responses +platform 90d +5");
        }
    }

    private Path config(StoodStill gitHub) throws IOException {
        Files.writeString(folder.resolve("token"), "demo");
        return Files.writeString(
                folder.resolve("exporter.yml"), """
                store: {url: "jdbc:sqlite:%s"}
                polling: {history: 90d}
                pagerduty: [{api_url: "%s", token_file: token}]
                surveys: [{name: platform, file: survey.csv, invited: 10}]
                """.formatted(folder.resolve("events.db"), gitHub.pagerDutyUrl()));
    }

    private void answers(int count) throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,satisfaction\n");
        for (int at = 0; at < count; at++) {
            csv.append(now.minus(20L - at, ChronoUnit.DAYS))
                    .append(",")
                    .append(at % 2 == 0 ? 5 : 2)
                    .append("\n");
        }
        Files.writeString(
                folder.resolve("survey.csv"), csv + now.minusSeconds(60).toString() + ",7\n");
    }
}
