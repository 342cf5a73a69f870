package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report beside an agent that runs, in its three forms. */
class ReportIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void storedReport_besideARunningAgent_saysWhatItsMetricsSay() throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now())) {
            Path config = Settings.of(folder, gitHub.url());
            try (Program agent = Program.start(folder, "run", "--config", config.toString())) {
                agent.awaitReady();
                Scrape scrape = agent.scrape();
                int requests = gitHub.requests();

                json(stored(config, "--format", "json", "--window", "30d"), scrape);
                table(stored(config, "--window", "7d"));
                markdown(stored(config, "-f", "markdown", "-w", "30d"));

                assertThat(gitHub.requests()).as("no request").isEqualTo(requests);
                assertThat(agent.isAlive()).isTrue();
            }
        }
    }

    @Test
    void report_withoutAnAgent_pollsOnce_withATokenFromTheEnvironment() throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now())) {
            Path config = Settings.of(folder, gitHub.url());
            Files.writeString(config, Files.readString(config).replace("token_file: token", "token_env: THE_TOKEN"));
            try (Program report = Program.start(
                    folder, java.util.Map.of("THE_TOKEN", "demo"), "report", "-c", config.toString(), "-f", "json")) {
                Program.Ended ended = report.ended();

                assertThat(ended.code()).as(ended.err()).isZero();
                assertThat(new ObjectMapper()
                                .readTree(ended.out())
                                .get(0)
                                .get("window")
                                .asText())
                        .isEqualTo("30d");
            }
        }
    }

    private static void json(String text, Scrape scrape) throws Exception {
        List<JsonNode> scopes = new ArrayList<>();
        List<JsonNode> platform = new ArrayList<>();
        new ObjectMapper()
                .readTree(text)
                .forEach(node -> ("platform".equals(node.get("scope").asText()) ? platform : scopes).add(node));
        JsonNode organization = scopes.get(0);
        assertThat(organization.get("scope").asText()).isEqualTo("organization");
        assertThat(organization.get("as_of").asText()).isEqualTo(scrape.asOf().toString());
        assertThat(organization.get("deployments").asDouble()).isEqualTo(scrape.organizationDeployments());
        assertThat(scopes).extracting(scope -> scope.get("scope").asText()).contains("team", "application");
        assertThat(scopes).allSatisfy(scope -> {
            assertThat(scope.get("window").asText()).isEqualTo("30d");
            assertThat(scope).as("what is unknown is absent").noneMatch(JsonNode::isNull);
            // no source of incidents is configured
            assertThat(scope.has("incidents")).isFalse();
            assertThat(scope.has("lead_time_p50_seconds"))
                    .isEqualTo(scope.get("changes").asInt() > 0);
        });
        assertThat(platform)
                .as("the platform's figures have the chosen window, or none")
                .isNotEmpty()
                .allSatisfy(figure ->
                        assertThat(figure.path("window").asText("30d")).isEqualTo("30d"));
    }

    private static void table(String text) {
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).isEqualTo("The last 7d, up to the last complete poll");
        assertThat(lines.get(2)).startsWith("team ").contains("application", "deployments", "lead time p50");
        assertThat(lines.get(3)).startsWith("(organisation)");
    }

    private static void markdown(String text) {
        List<List<String>> tables = Stream.of(text.split("\n\n"))
                .filter(part -> part.startsWith("|"))
                .map(part -> part.lines().toList())
                .toList();
        assertThat(tables).as("deliveries, platform").hasSize(2);
        assertThat(tables.get(0)).hasSizeGreaterThan(20);
        assertThat(tables.get(0).get(1)).matches("\\|( --- \\|){3}( ---: \\|)+");
        assertThat(tables.get(1).get(0)).isEqualTo("| platform | of | value |");
        assertThat(tables).allSatisfy(ReportIT::sameWidth);
    }

    private static void sameWidth(List<String> table) {
        assertThat(table)
                .allSatisfy(line -> assertThat(line.split("\\|", -1))
                        .hasSameSizeAs(table.get(0).split("\\|", -1)));
    }

    private String stored(Path config, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("report", "--stored", "--config", config.toString()));
        arguments.addAll(List.of(more));
        Program.Ended ended = Program.run(folder, arguments.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }
}
