package io.mlopsexporter.cli;

import static io.mlopsexporter.cli.NamedPeople.OF_FRAUD;
import static io.mlopsexporter.cli.NamedPeople.OF_NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are counted, and named nowhere: neither in what is kept, nor in anything that is printed, served or logged. */
class PrivacyIT {
    /** How everybody in the demo's organisation is called, and where their mail goes. */
    private static final String IN_THE_DEMO = "dev-[0-9]{2}|deploy-bot|@acme-ai";

    private static final Pattern PERSON = Pattern.compile(Stream.of(
                    List.of(IN_THE_DEMO),
                    NamedPeople.AT_MLFLOW,
                    NamedPeople.AT_PAGERDUTY,
                    NamedPeople.IN_THE_SURVEY,
                    NamedPeople.IN_THE_BILL)
            .flatMap(List::stream)
            .collect(Collectors.joining("|", "(?i)", "")));

    private static final String[] PAGES = {
        "/metrics",
        "/",
        "/explain",
        "/explain?application=fraud-scoring",
        "/explain?application=payments-scorer",
        "/explain?application=payments-scorer&format=json",
        "/explain?team=fraud&format=json",
        "/explain?format=json",
        "/explain?platform=all",
        "/explain?platform=all&team=fraud",
        "/explain?platform=all&format=json"
    };
    private static final String[][] COMMANDS = {
        {"report", "--stored"},
        {"report", "--stored", "--format", "json"},
        {"report", "--stored", "--format", "markdown"},
        {"explain", "fraud-scoring", "--rows", "0"},
        {"explain", "payments-scorer", "--rows", "0"},
        {"explain", "--organization", "--json"},
        {"explain", "--platform"},
        {"explain", "--platform", "--json"},
        {"assess"},
        {"check"}
    };

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path other = Path.of("");

    @Test
    void nobodysName_login_orAddress_isInTheStore_norInAnyOutput() throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now());
                NamedPeople people = new NamedPeople(gitHub.now(), gitHub.pagerDutyUrl())) {
            int onlyAtGitHub = usersOf(other, settings(other, gitHub));
            Path config = settings(folder, gitHub);
            // what the world tells lies elsewhere, so that this folder holds only what the agent has written
            sources(config, people);
            Map<String, String> outputs = new LinkedHashMap<>();
            try (Program agent = Program.start(
                    folder,
                    Map.of("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug"),
                    "run",
                    "--config",
                    config.toString())) {
                agent.awaitReady();
                for (String path : PAGES) {
                    outputs.put(path, Page.at(agent.url() + path).text());
                }
                for (String[] command : COMMANDS) {
                    outputs.put(String.join(" ", command), printed(config, command));
                }
                outputs.put("log", agent.err() + agent.out());
                everybodyCame(agent.scrape(), people, onlyAtGitHub);
                assertThat(agent.terminate()).isLessThan(RunIT.PROMPTLY);
            }
            outputs.put("backfill", printed(config, "backfill", "--output", "history", "--label", "instance=a:1"));
            files(folder, outputs);
            assertThat(outputs.get("explain --platform")).contains("mlops_platform_adoption_ratio", "known teams");
            assertThat(outputs.get("check")).contains("train.yml", "payments-scorer");
            assertThat(outputs.get("file events.db")).contains("pipeline_run", "mlflow/run/run1", "payments-scorer");
            assertThat(outputs.keySet()).as(outputs.get("backfill")).anyMatch(name -> name.startsWith("file history/"));
            outputs.forEach(
                    (name, text) -> assertThat(PERSON.matcher(text).results().map(found -> found.group()))
                            .as(name)
                            .isEmpty());
        }
    }

    /** Names that never came would not be found anywhere either. */
    private static void everybodyCame(Scrape scrape, NamedPeople people, int onlyAtGitHub) {
        assertThat(people.told().toLowerCase(java.util.Locale.ROOT))
                .contains(NamedPeople.AT_MLFLOW)
                .contains(NamedPeople.AT_PAGERDUTY);
        assertThat(onlyAtGitHub).as("people were counted").isGreaterThan(15);
        assertThat(scrape.samples())
                .contains(
                        // one of them under two names
                        entry("mlops_platform_users", (double) onlyAtGitHub + NamedPeople.ACTIVE_AT_MLFLOW),
                        entry(
                                "mlops_platform_team_activities{ml_team=\"fraud\",activity=\"training_run\",window=\"30d\",}",
                                (double) NamedPeople.RUNS),
                        entry(
                                "mlops_platform_team_activities{ml_team=\"fraud\",activity=\"model_version\",window=\"30d\",}",
                                1.0),
                        entry("mlops_platform_satisfaction_ratio{survey=\"platform\",window=\"90d\",}", 0.7),
                        entry("mlops_platform_net_promoter_score{survey=\"platform\",window=\"90d\",}", 40.0),
                        entry("mlops_platform_survey_responses{survey=\"platform\",window=\"90d\",}", 10.0),
                        entry("mlops_platform_cost{currency=\"USD\",window=\"7d\",}", 7.0 * (OF_FRAUD + OF_NOBODY)),
                        entry(
                                "mlops_platform_team_cost{ml_team=\"fraud\",currency=\"USD\",window=\"7d\",}",
                                7.0 * OF_FRAUD),
                        entry("mlops_platform_unallocated_cost{currency=\"USD\",window=\"7d\",}", 7.0 * OF_NOBODY))
                .containsKey("mlops_platform_cost_per_user{currency=\"USD\",window=\"7d\",}")
                .containsKey("dora_organization_restoration_time_seconds{window=\"30d\",statistic=\"p50\",}");
    }

    private static Path settings(Path folder, StoodStill gitHub) throws IOException {
        Path config = Settings.of(folder, gitHub.url());
        Settings.add(config, "platform: {workflows: [ml-platform/]}");
        return config;
    }

    private void sources(Path config, NamedPeople people) throws IOException {
        Settings.add(config, "pagerduty: [{api_url: \"" + people.pagerDutyUrl() + "\", token_file: token}]");
        Settings.add(config, "mlflow: [{tracking_uri: \"" + people.mlflowUrl() + "\"}]");
        Settings.add(config, "surveys: [{name: platform, file: \"" + people.survey(other) + "\"}]");
        Settings.add(config, "costs: [{focus_file: \"" + people.bill(other) + "\", all: true, team_tag: team}]");
    }

    private static int usersOf(Path folder, Path config) throws Exception {
        Program.Ended ended = Program.run(folder, "report", "--format", "json", "--config", config.toString());
        for (JsonNode one : new ObjectMapper().readTree(ended.out())) {
            if (one.path("metric").asText().equals("mlops_platform_users")) {
                return one.path("value").asInt();
            }
        }
        throw new AssertionError(ended.out() + ended.err());
    }

    private String printed(Path config, String... command) throws Exception {
        Program.Ended ended = Program.run(
                folder,
                Stream.concat(Stream.of(command), Stream.of("--config", config.toString()))
                        .toArray(String[]::new));
        return ended.out() + ended.err();
    }

    private static void files(Path folder, Map<String, String> outputs) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                outputs.put("file " + folder.relativize(file), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
