package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void demo_isAllGood_andSaysWhatIsMeasuredAndWhy_andWhatIsNot() throws IOException {
        try (StoodStill gitHub = StoodStill.at(NOW)) {
            Commands check = check(Settings.of(folder, gitHub.url()));

            assertThat(check.code()).isZero();
            assertThat(check.err()).isEmpty();
            assertThat(check.out().lines().toList())
                    .contains(
                            "  20 applications in 22 repositories",
                            "    acme-ai/handbook",
                            "All good: run would measure this.")
                    .anyMatch(line -> line.matches(" +repository +application +team +deployments from +why"))
                    .anyMatch(line -> line.matches("  acme-ai/fraud-api +fraud-api +fraud +github_deployments +"
                            + "detected: \\d+ deployments to prod-eu, production; team fraud can write to it"))
                    .anyMatch(line -> line.contains("github_workflow"))
                    .anyMatch(line -> line.contains("github_releases"))
                    .anyMatch(line -> line.contains("github_tags"));
            assertThat(check.out()).contains("no sign of deployments to production in 2 repositories");
            assertThat(folder.resolve("events.db")).as("writes nothing").doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"data": {"organization": null}, "errors": [{"type": "FORBIDDEN", "path": ["organization"],
                 "message": "Resource not accessible by personal access token"}]}""", """
                {"errors": [{"type": "INSUFFICIENT_SCOPES",
                 "message": "Your token has not been granted the required scopes. The 'teams' field requires ['read:org']."}]}"""})
    void missingScope_isSaid_withWhatToGrant_andTheRestGoesOn(String refusal) throws IOException {
        try (StoodStill gitHub = StoodStill.at(NOW).answering("Teams", refusal)) {
            Commands check = check(Settings.of(folder, gitHub.url()));

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("20 applications in 22 repositories", "problem: teams of acme-ai: ")
                    .contains("grant read:org (for an App or a fine-grained token: members, read)", "1 thing is wrong")
                    .contains("no team can write to it");
        }
    }

    @Test
    void organisationWithoutRepositories_is1_andSaysWhatToGrant() throws IOException {
        try (StoodStill gitHub = StoodStill.at(NOW).answering("Sweep", """
                {"data": {"organization": {"login": "acme-ai", "repositories":
                  {"totalCount": 0, "pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": []}}}}""")) {
            Commands check = check(Settings.of(folder, gitHub.url()));

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("0 applications in 0 repositories")
                    .contains("organisation acme-ai: has no repositories that this token can see; give it read access")
                    .contains("error: there is nothing to measure");
        }
    }

    @Test
    void services_areShownWithTheirApplications_andThoseOfNone() throws IOException {
        try (StoodStill demo = StoodStill.at(NOW)) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, "pagerduty: [{api_url: \"%s\", token_file: token}]".formatted(demo.pagerDutyUrl()));

            Commands check = check(config);

            assertThat(check.out().lines().toList())
                    .contains("pagerduty", "All good: run would measure this.")
                    .anyMatch(line -> line.matches("  \\d+ services whose incidents are read"))
                    .anyMatch(line -> line.matches(" +service +id +application +team"))
                    .anyMatch(line -> line.matches("  fraud-api +P\\w+ +fraud-api +fraud"));
            assertThat(check.code()).as(check.out()).isZero();
        }
    }

    @Test
    void models_areShownWithTheirTeams_andWhy_andThoseThatAreNone() throws IOException {
        try (StoodStill demo = StoodStill.at(NOW)) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, "mlflow: [{tracking_uri: \"%s\", token_file: token}]".formatted(demo.mlflowUrl()));

            Commands check = check(config);

            assertThat(check.out().lines().toList())
                    .contains("  6 models of 7 as applications; runs of 7 experiments", "    churn-score")
                    .anyMatch(line -> line.matches("  fraud-detector +fraud-detector +fraud +in production by alias"
                            + " champion, tag deployed_at; team fraud owns acme-ai/fraud-scoring, the repository that"
                            + " its runs name"))
                    .anyMatch(
                            line -> line.matches(
                                    "  image-tagger +image-tagger +vision +in production by alias champion; its tag says team vision"))
                    .contains("All good: run would measure this.");
        }
    }

    @Test
    void issuesThatAreIncidents_areShownWithTheirApplications_andWhatIsWrongWithThem() throws IOException {
        try (StoodStill demo = StoodStill.at(NOW)) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, """
                    teams:
                      - name: search
                        applications:
                          - {repository: acme-ai/search-api, incidents: {github_issues: {label: Incident}}}
                          - repository: acme-ai/search-indexer
                            incidents: {github_issues: {repository: acme-ai/handbook, label: outage}}
                          - repository: acme-ai/query-understanding
                            incidents: {github_issues: {repository: acme-ai/nothing, label: incident}}
                    """);

            Commands check = check(config);

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out().lines().toList())
                    .anyMatch(line -> line.matches(" +issues that are incidents +label +application +incidents +open"))
                    .anyMatch(line -> line.matches("  acme-ai/search-api +Incident +search-api +\\d+ +\\d+"))
                    .anyMatch(line ->
                            line.matches("  problem: issues of acme-ai/handbook: there is no label \"outage\" in"
                                    + " acme-ai/handbook, .*incidents.github_issues.label"))
                    .anyMatch(line -> line.matches("  problem: repository acme-ai/nothing: no such repository.*"))
                    .contains("2 things are wrong, see above.");
        }
    }

    @Test
    void wrongMappings_areSaid_andAre1() throws IOException {
        try (StoodStill demo = StoodStill.at(NOW)) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, """
                    pagerduty: [{api_url: "%s", token_file: token, priorities: [P1]}]
                    teams:
                      - name: fraud
                        applications:
                          - {repository: acme-ai/fraud-api, incidents: {pagerduty_service: PNONE}}
                          - {repository: acme-ai/feature-store, incidents: {pagerduty_service: ["/^churn/", "/^zzz/"]}}
                    """.formatted(demo.pagerDutyUrl()));

            Commands check = check(config);

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("problem: application fraud-api: incidents.pagerduty_service \"PNONE\" is neither id nor"
                            + " name of a service of pagerduty; correct it")
                    .contains("incidents.pagerduty_service \"/^zzz/\" is found in no name")
                    .contains("of no application: their incidents are in no figure")
                    .containsPattern("    fraud-api \\(P\\w+\\)")
                    .contains("warning: priorities: ");
        }
    }

    @Test
    void unreachablePagerDuty_is1_andTheMappingIsNotGuessed() throws IOException {
        try (StoodStill demo = StoodStill.at(NOW)) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, """
                    pagerduty:
                      - {api_url: "%s", token_file: token}
                      - {name: down, api_url: "http://127.0.0.1:1", token_file: token}
                    teams:
                      - {name: fraud, applications: [{repository: acme-ai/fraud-api, incidents: {pagerduty_service: P1}}]}
                    """.formatted(demo.pagerDutyUrl()));

            Commands check = check(config);

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("down\n  error: ", "no connection to 127.0.0.1:1", "1 thing is wrong")
                    .doesNotContain("is neither id nor name");
        }
    }

    @Test
    void unknownOrganisation_is1() throws IOException {
        try (StoodStill gitHub = StoodStill.at(NOW)) {
            Commands check = check(Settings.of(folder, gitHub.url(), "nobody", "demo"));

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("error: organisation nobody: no such organisation, or this token cannot see it");
        }
    }

    @Test
    void wrongToken_is1_andIsNotShown() throws IOException {
        try (StoodStill gitHub = StoodStill.at(NOW)) {
            Commands check = check(Settings.of(folder, gitHub.url(), "acme-ai", "ghp_not_the_right_one"));

            assertThat(check.code()).isEqualTo(1);
            assertThat(check.out())
                    .contains("401: Bad credentials; the credential is wrong or expired; renew the token or password")
                    .doesNotContain("ghp_not_the_right_one");
        }
    }

    @Test
    void missingTokenFile_is1_andNamesTheFile() throws IOException {
        Path config = Settings.of(folder, "http://127.0.0.1:1");
        Files.delete(folder.resolve("token"));

        Commands check = check(config);

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("error: the secret file " + folder.resolve("token") + " does not exist");
    }

    @Test
    void refusedConnection_is1_inBothCommandsThatAsk() throws IOException {
        Path config = Settings.of(folder, "http://127.0.0.1:1");

        Commands check = check(config);
        Commands report = Commands.execute("report", "--config", config.toString());

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("no connection to 127.0.0.1:1; check that the server runs");
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.err()).contains("no connection to 127.0.0.1:1; check that the server runs");
    }

    private static Commands check(Path config) {
        return Commands.execute("check", "--config", config.toString());
    }
}
