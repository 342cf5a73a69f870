package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlopsexporter.KeptFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private static final Path FOLDER = Path.of("/etc/mlops-exporter");

    @Test
    void aTypicalFileIsReadWhole() {
        Config config = read("typical");

        assertThat(config.server().listen()).isEqualTo(new ListenAddress("127.0.0.1", 10808));
        assertThat(config.metrics().windows())
                .containsExactly(
                        new Window("7d", Duration.ofDays(7)),
                        new Window("30d", Duration.ofDays(30)),
                        new Window("90d", Duration.ofDays(90)));
        GitHubConfig github = config.github().get(0);
        assertThat(github.graphqlUrl()).isEqualTo(URI.create("http://127.0.0.1:18080/graphql"));
        assertThat(github.credential()).isEqualTo(new TokenFile(Path.of("/etc/mlops-exporter/github.token")));
        assertThat(config.teams())
                .containsExactly(new TeamConfig(
                        "feature-store",
                        Optional.of("acme/feature-store"),
                        true,
                        Optional.empty(),
                        new TeamCapabilities(Set.of(), Set.of(), Set.of(), Set.of()),
                        List.of(new ApplicationConfig(
                                "feast",
                                "acme/feast",
                                ApplicationConfig.Kind.SOFTWARE,
                                new DeploymentsConfig(
                                        Optional.of(DeploymentsConfig.From.GITHUB_DEPLOYMENTS),
                                        Optional.of("^prod"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                List.of(),
                                new IncidentsConfig(List.of(new ServiceSelector("PSVC00001")), Optional.empty()),
                                Optional.empty()))));
    }

    @Test
    void everythingButASourceHasADefault() {
        Config config = read("minimal");

        assertThat(config.server())
                .isEqualTo(new ServerConfig(new ListenAddress("0.0.0.0", 10808), Optional.empty(), false));
        assertThat(config.store().url()).isEqualTo("jdbc:sqlite:mlops-exporter.db");
        assertThat(config.polling())
                .isEqualTo(new PollingConfig(
                        Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofDays(365), Duration.ofHours(6)));
        assertThat(config.metrics().windows()).extracting(Window::label).containsExactly("7d", "30d", "90d");
        assertThat(config.metrics().leadTimeStart()).isEqualTo(LeadTimeStart.FIRST_COMMIT);
        assertThat(config.metrics().incidentLinkWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(config.metrics().hotfixPattern().pattern()).isEqualTo("(?i)\\bhot-?fix");
        assertThat(config.metrics().maxSeries()).isEqualTo(100_000);
        assertThat(config.pagerDuty()).isEmpty();
        assertThat(config.teams()).isEmpty();
    }

    @Test
    void anMlflowServerNeedsNothingButItsAddress() {
        MlflowConfig mlflow = read("mlflow").mlflow().get(0);

        assertThat(mlflow.name()).isEqualTo("mlflow");
        assertThat(mlflow.credential()).isEmpty();
        assertThat(mlflow.aliases())
                .isEqualTo(Map.of("production", "production", "prod", "production", "champion", "production"));
        assertThat(mlflow.stage()).isTrue();
        assertThat(mlflow.deployedAtTag()).contains("deployed_at");
    }

    @Test
    void anMlflowServerStandsForEnvironments_andAModelIsAnApplication() {
        Config config = read("mlflow");
        MlflowConfig mlflow = config.mlflow().get(1);

        assertThat(mlflow.name()).isEqualTo("registry-eu");
        assertThat(mlflow.credential())
                .contains(new MlflowCredential.Basic(
                        "exporter", new TokenFile(Path.of("/etc/mlops-exporter/mlflow.password"))));
        assertThat(mlflow.aliases()).isEqualTo(Map.of("champion", "production", "champion-eu", "production-eu"));
        assertThat(mlflow.stage()).isFalse();
        assertThat(mlflow.deployedAtTag()).isEmpty();
        assertThat(mlflow.environment()).isEqualTo("production-eu");
        assertThat(config.teams().get(0).applications())
                .extracting(ApplicationConfig::name, ApplicationConfig::kind, ApplicationConfig::model)
                .containsExactly(
                        tuple("fraud-model", ApplicationConfig.Kind.MODEL, Optional.of("fraud-detector")),
                        tuple("card-scorer", ApplicationConfig.Kind.MODEL, Optional.of("card-scorer")));
    }

    @Test
    void aGitHubWithoutDetailsIsThePublicOneWithTheTokenOfTheEnvironment() {
        GitHubConfig github = read("minimal").github().get(0);

        assertThat(github.name()).isEqualTo("github");
        assertThat(github.apiUrl()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(github.graphqlUrl()).isEqualTo(URI.create("https://api.github.com/graphql"));
        assertThat(github.credential()).isEqualTo(new TokenEnvironment("GITHUB_TOKEN"));
        assertThat(github.apiVersion()).isEqualTo("2022-11-28");
    }

    @Test
    void anEnterpriseServerHasItsGraphqlBesideItsRestApi() {
        List<GitHubConfig> github = read("enterprise-app").github();

        assertThat(github).extracting(GitHubConfig::name).containsExactly("enterprise", "github-2");
        assertThat(github.get(0).apiUrl()).isEqualTo(URI.create("https://github.example.com/api/v3"));
        assertThat(github.get(0).graphqlUrl()).isEqualTo(URI.create("https://github.example.com/api/graphql"));
        assertThat(github.get(0).credential())
                .isEqualTo(new GitHubCredential.App("1234", 5678, FOLDER.resolve("key.pem"), true));
        assertThat(github.get(1).credential())
                .isEqualTo(new GitHubCredential.App("Iv1.abc", 5678, Path.of("/secrets/key.pem"), false));
        assertThat(github.get(0).exclude())
                .anyMatch(pattern -> pattern.matcher("Acme/Sandbox-1").find());
    }

    @Test
    void pagerDutyCanBeTheOnlySource() {
        Config config = read("pagerduty-only");

        assertThat(config.github()).isEmpty();
        PagerDutyConfig pagerDuty = config.pagerDuty().get(0);
        assertThat(pagerDuty.name()).isEqualTo("pagerduty");
        assertThat(pagerDuty.urgencies()).containsExactly(PagerDutyConfig.Urgency.HIGH);
        assertThat(pagerDuty.reads("anything")).isTrue();
    }

    @Test
    void pagerDutyWithOAuthKnowsItsAccountAndServices() {
        PagerDutyConfig pagerDuty = read("pagerduty-oauth").pagerDuty().get(0);

        assertThat(pagerDuty.credential()).isInstanceOfSatisfying(PagerDutyCredential.OAuth.class, oauth -> {
            assertThat(oauth.accountScope()).isEqualTo("as_account-eu.acme");
            assertThat(oauth.identityUrl()).isEqualTo(URI.create("https://identity.pagerduty.com/oauth/token"));
            assertThat(oauth.clientSecretFile()).isEqualTo(FOLDER.resolve("secret"));
        });
        assertThat(pagerDuty.reads("Fraud API")).isTrue();
        assertThat(pagerDuty.reads("Fraud API test")).isFalse();
        assertThat(pagerDuty.reads("Billing")).isFalse();
        assertThat(pagerDuty.priorities()).containsExactly("P1", "P2");
    }

    @Test
    void applicationsSayWhereTheirDeploymentsAndIncidentsComeFrom() {
        List<ApplicationConfig> applications =
                read("every-signal").teams().get(0).applications();

        assertThat(applications)
                .extracting(application ->
                        application.deployments().from().map(Enum::name).orElse("detected"))
                .startsWith(
                        "detected",
                        "detected",
                        "GITHUB_DEPLOYMENTS",
                        "GITHUB_WORKFLOW",
                        "GITHUB_RELEASES",
                        "GITHUB_TAGS");
        assertThat(applications.get(0).name()).isEqualTo("detected");
        assertThat(applications.get(3).deployments().workflow()).contains("deploy.yml");
        assertThat(applications.get(6).paths()).containsExactly("services/api/**");
        assertThat(applications.get(6).incidents().pagerDutyServices()).hasSize(3);
        assertThat(applications.get(7).incidents().githubIssues())
                .contains(new IncidentsConfig.GitHubIssues(Optional.of("acme/incidents"), "incident: web"));
    }

    @Test
    void textsThatOlderYamlTakesForBooleansAndTimesAreTexts() {
        assertThat(read("texts-that-yaml-1-1-misreads").teams())
                .extracting(TeamConfig::name)
                .containsExactly("no", "1:30", "off");
    }

    @Test
    void anAliasIsReadAsWhatItNames() {
        List<ApplicationConfig> applications = read("anchors").teams().get(0).applications();

        assertThat(applications.get(1).deployments())
                .isEqualTo(applications.get(0).deployments());
    }

    @Test
    void durationsAreWrittenInFiveUnits() {
        Config config = read("units");

        assertThat(config.polling())
                .isEqualTo(new PollingConfig(
                        Duration.ofSeconds(90), Duration.ofMinutes(45), Duration.ofDays(364), Duration.ofMinutes(90)));
        assertThat(config.metrics().windows())
                .containsExactly(
                        new Window("1h", Duration.ofHours(1)),
                        new Window("90m", Duration.ofMinutes(90)),
                        new Window("1w", Duration.ofDays(7)),
                        new Window("52w", Duration.ofDays(364)));
    }

    @Test
    void anAddressToListenOnMayLeaveTheHostOutOrBeIpv6() {
        assertThat(read("listen-any").server().listen()).isEqualTo(new ListenAddress("0.0.0.0", 10808));
        assertThat(read("listen-any").server().webConfigFile()).contains(FOLDER.resolve("web.yml"));
        assertThat(read("listen-any").server().enableLifecycle()).isTrue();
        assertThat(read("listen-ipv6").server().listen()).isEqualTo(new ListenAddress("::1", 10808));
        assertThat(read("listen-ipv6").server().listen()).hasToString("[::1]:10808");
    }

    @Test
    void aServiceIsSelectedByIdNameOrPattern() {
        assertThat(new ServiceSelector("PSVC00001").selects("PSVC00001", "Feast"))
                .isTrue();
        assertThat(new ServiceSelector("feast").selects("PSVC00001", "Feast")).isTrue();
        assertThat(new ServiceSelector("/^Fea/").selects("PSVC00001", "Feast")).isTrue();
        assertThat(new ServiceSelector("Fea").selects("PSVC00001", "Feast")).isFalse();
    }

    private static Config read(String name) {
        String text = KeptFiles.text(Path.of("src/test/resources/io/mlopsexporter/config/good/" + name + ".yml"));
        return ConfigReader.parse(text, FOLDER.resolve("exporter.yml").toString());
    }
}
