package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capabilities from the sources to what is printed. */
final class CapabilitiesShownTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void reportAndExplainTellWhatIsUsed_andCheckWhatWasFound() throws IOException {
        try (StoodStill demo = StoodStill.at(now)) {
            Path config = config(demo);
            Commands assess = Commands.execute("assess", "-c", config.toString());
            assertThat(assess.code()).isZero();
            Path answers = folder.resolve("maturity.yml");
            Files.writeString(
                    answers,
                    assess.out()
                            .replaceAll(
                                    "(defined_roles|cross_functional_team|shared_on_call|platform_team): unknown",
                                    "$1: 0.75"));

            Commands report = Commands.execute("report", "-c", config.toString(), "--format", "json");
            String json = report.out().replaceAll("\\s+", " ");
            assertThat(json)
                    .contains(
                            "\"metric\" : \"mlops_platform_capability_offered\", \"capability\" : \"model_serving\", \"value\" : 1.0",
                            "\"metric\" : \"mlops_platform_capability_offered\", \"capability\" : \"documentation\", \"value\" : 0.0",
                            "\"metric\" : \"mlops_platform_capability_needed\", \"ml_team\" : \"fraud\", \"capability\" : \"feature_store\", \"value\" : 1.0",
                            "\"metric\" : \"mlops_platform_capability_needed\", \"ml_team\" : \"fraud\", \"capability\" : \"model_registry\", \"value\" : 0.0",
                            "\"metric\" : \"mlops_platform_capability_used\", \"ml_team\" : \"fraud\", \"capability\" : \"version_control\", \"value\" : 1.0",
                            "\"metric\" : \"mlops_platform_capability_used\", \"ml_team\" : \"fraud\", \"capability\" : \"feature_store\", \"value\" : 0.0",
                            "\"metric\" : \"mlops_platform_capability_coverage_ratio\", \"value\"",
                            "\"metric\" : \"mlops_platform_team_capability_coverage_ratio\", \"ml_team\" : \"fraud\", \"value\"")
                    .as("of what can only be declared and was not, nothing is said")
                    .doesNotContain(
                            "\"ml_team\" : \"fraud\", \"capability\" : \"cost_visibility\", \"value\" : 0.0 }, { \"scope\" : \"platform\", \"metric\" : \"mlops_platform_capability_used\"");

            assertThat(json)
                    .contains(
                            "\"metric\" : \"mlops_maturity_indicator\", \"ml_team\" : \"fraud\", \"dimension\" : \"people\", \"indicator\" : \"defined_roles\", \"evidence\" : \"assessed\", \"value\" : 0.75",
                            "\"indicator\" : \"short_iterations\", \"evidence\" : \"measured\", \"value\" : 1.0",
                            "\"metric\" : \"mlops_maturity_organization_score\", \"dimension\" : \"people\", \"value\" : 0.75")
                    .doesNotContain("\"indicator\" : \"reproducible_models\"");

            Commands explain = Commands.execute("explain", "-c", config.toString(), "--platform", "capability");
            assertThat(explain.err()).isEmpty();
            assertThat(explain.out())
                    .contains(
                            "capabilities of team fraud",
                            "version_control: needed, used: yes: newest commit of acme-ai/")
                    .contains("feature_store: needed, used: no: no workflow")
                    .contains("cost_visibility: needed, used: not known: no source of costs is known")
                    .contains("documentation: no: declared; used all the same, by ");

            assertThat(json)
                    .containsPattern("\"metric\" : \"mlops_platform_open_support_issues\", \"value\" : [0-9]+.0")
                    .doesNotContain("dev-01", "dev-02");
            Commands support = Commands.execute("explain", "-c", config.toString(), "--platform", "support");
            assertThat(support.out())
                    .contains("support issues acme-ai/search-api#model, up to ")
                    .containsPattern("support_first_response_seconds  90d: p50 [0-9.]+: over [0-9]+ issues");

            Commands maturity = Commands.execute("explain", "-c", config.toString(), "--platform", "maturity");
            assertThat(maturity.out())
                    .contains("maturity of team fraud")
                    .containsPattern("people: 0\\.[0-9]+: their mean; 4 of 5 indicators are known")
                    .containsPattern(
                            "autonomy: [0-9.]+ \\(measured\\): [0-9]+ of [0-9]+ deployments by a person were by a member of the team")
                    .contains("defined_roles: 0.75 (assessed): assessed on ", " by: team")
                    .contains("skills_growth: not known: not assessed")
                    .containsPattern(
                            "short_iterations: 1.0 \\(measured\\): 1[0-3] of 1[0-3] whole weeks since the first deployment had one");

            Files.writeString(answers, assess.out().replace("skills_growth: unknown", "skills_growth: 2"));
            Commands broken = Commands.execute("check", "-c", config.toString());
            assertThat(broken.out())
                    .contains(
                            "error: maturity.yml:",
                            "skills_growth: 2 is no score; expected 0, 0.25, 0.5, 0.75, 1 or unknown");
            Files.writeString(answers, assess.out());

            Commands check = Commands.execute("check", "-c", config.toString());
            assertThat(check.out())
                    .containsPattern(
                            "capability +offered +need it +use it +do not +not known of\\n.*\\n? *version_control +yes +2 +2 +0 +0")
                    .containsPattern("cost_visibility +no +2 +0 +0 +2")
                    .contains("hints, which prove nothing")
                    .contains("assessment of maturity: 0 answers")
                    .containsPattern("support issues acme-ai/search-api#model: [0-9]+ issues of users, [0-9]+ open");
        }
    }

    private Path config(StoodStill demo) throws IOException {
        Files.writeString(folder.resolve("token"), "demo");
        return Files.writeString(folder.resolve("exporter.yml"), """
                store: {url: "jdbc:sqlite:%s"}
                polling: {history: 90d}
                github: [{api_url: "%s", token_file: token, organizations: [acme-ai]}]
                pagerduty: [{api_url: "%s", token_file: token}]
                platform: {offers: [version_control, model_serving, continuous_integration]}
                support: {repository: acme-ai/search-api, label: model}
                maturity: {assessment_file: maturity.yml}
                capabilities: [{name: feature_store, kinds: [software, model]}]
                teams:
                  - {name: fraud, github_team: acme-ai/fraud, capabilities: {needs: [feature_store]}}
                  - {name: search, github_team: acme-ai/search}
                """.formatted(
                        folder.resolve("events.db"), demo.url(), demo.pagerDutyUrl()));
    }
}
