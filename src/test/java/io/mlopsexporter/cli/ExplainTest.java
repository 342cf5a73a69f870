package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's organisation, polled once; then the store is asked. */
class ExplainTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path config = Path.of("");

    @BeforeAll
    static void poll() throws IOException {
        try (StoodStill demo = StoodStill.at(Instant.now().truncatedTo(ChronoUnit.HOURS))) {
            config = Settings.of(folder, demo.url());
            Settings.add(config, "pagerduty: [{api_url: \"%s\", token_file: token}]".formatted(demo.pagerDutyUrl()));
            Commands report = Commands.execute("report", "--config", config.toString());
            assertThat(report.code()).as(report.err()).isZero();
        }
    }

    private static Commands explain(String... arguments) {
        var all = new ArrayList<>(List.of("explain", "--config", config.toString()));
        all.addAll(List.of(arguments));
        return Commands.execute(all.toArray(String[]::new));
    }

    @Test
    void application_showsFigures_andWhatIsBehindThem() {
        Commands explain = explain("fraud-api");

        assertThat(explain.code()).as(explain.err()).isZero();
        assertThat(explain.err()).isEmpty();
        assertThat(explain.out())
                .startsWith("fraud-api of team fraud, in production, the last 30d")
                .contains("  see also: --environment prod-eu")
                .containsPattern("dora_change_failure_ratio +[0-9.]+ % +\\d+ failed ÷ \\d+ deployments")
                .containsPattern("Deployments: \\d+, the newest first; after .* and up to .* UTC")
                .containsPattern("Changes: \\d+, the longest lead time first")
                .containsPattern("Failed deployments and rework: \\d+, of \\d+ deployments")
                .contains("Incidents, with all that are open: ", "Left out: ");
    }

    @Test
    void metric_isTakenAsExposed_orShort_andShowsItsDefinition() {
        Commands exposed = explain("fraud-api", "dora_lead_time_seconds", "-w", "7d");

        assertThat(exposed.code()).as(exposed.err()).isZero();
        assertThat(exposed.out()).contains("the last 7d", "DORA's change lead time: from the start of a change");
        assertThat(exposed.out()).containsPattern(" median of \\d+ changes").doesNotContain("Incidents");
        assertThat(explain("fraud-api", "lead_time", "-w", "7d").out()).isEqualTo(exposed.out());
        assertThat(explain("fraud/fraud-api", "dora_team_lead_time_seconds", "-w", "7d")
                        .out())
                .isEqualTo(exposed.out());
    }

    @Test
    void longLists_areCut_withTheirCount_unlessAsked() {
        String cut = explain("--organization", "deployments", "-n", "2").out();
        String whole = explain("--organization", "deployments", "-n", "0").out();

        assertThat(cut).containsPattern("… and [0-9,]+ more: --rows 0 shows all");
        assertThat(whole).doesNotContain(" more: ");
        assertThat(whole.lines().count()).isGreaterThan(cut.lines().count() + 100);
    }

    @Test
    void json_isWhole_andOfTheScopeAsked() throws IOException {
        JsonNode team = new ObjectMapper()
                .readTree(explain("--team", "fraud", "--json", "change_failure_ratio")
                        .out());

        assertThat(team.at("/scope/ml_team").asText()).isEqualTo("fraud");
        assertThat(team.at("/figures/0/name").asText()).isEqualTo("dora_team_change_failure_ratio");
        assertThat(team.at("/failures/items"))
                .hasSize(team.at("/failures/count").asInt());
        assertThat(team.has("changes")).isFalse();
    }

    @Test
    void whatDoesNotExist_is2_andSaysWhatThereIs() {
        wrong("no application frod-api; there are: fraud-api, ", "frod-api");
        wrong("no metric nonsense; there are: ", "fraud-api", "nonsense");
        wrong("window 1y: expected one of 7d, 30d", "fraud-api", "-w", "1y");
        wrong("no team nobody; there are: ", "--team", "nobody");
        wrong("application fraud-api goes to prod-eu, production, not moon", "fraud-api", "-e", "moon");
        wrong("Which APPLICATION? Or --team TEAM, --organization, or --platform");
        wrong("with --team, --organization or --platform there is only METRIC, not: a b", "--team", "fraud", "a", "b");
    }

    private static void wrong(String message, String... arguments) {
        Commands explain = explain(arguments);
        assertThat(explain.code()).isEqualTo(2);
        assertThat(explain.err()).contains(message).doesNotContain("Exception");
        assertThat(explain.out()).isEmpty();
    }

    @Test
    void noStoreYet_is1_andSaysWhatToDo() throws IOException {
        Path elsewhere = folder.resolve("none.db");
        Commands explain = explain("--store", elsewhere.toString(), "fraud-api");

        assertThat(explain.code()).isEqualTo(1);
        assertThat(explain.err()).contains("there is no store " + elsewhere);
    }
}
