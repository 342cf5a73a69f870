package io.mlopsexporter.cli;

import io.mlopsexporter.config.ApplicationConfig;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.DeploymentsConfig;
import io.mlopsexporter.config.GitHubConfig;
import io.mlopsexporter.config.GitHubCredential;
import io.mlopsexporter.config.PlatformConfig;
import io.mlopsexporter.config.ServiceSelector;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.config.TokenEnvironment;
import io.mlopsexporter.config.TokenFile;
import io.mlopsexporter.config.Window;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.github.GitHubApp;
import io.mlopsexporter.source.github.GitHubSettings;
import io.mlopsexporter.source.github.GitHubSource;
import io.mlopsexporter.source.github.IssueSelection;
import io.mlopsexporter.source.github.SupportQueue;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.http.Waiter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From the configuration of a GitHub to a source. */
final class GitHubWiring {
    private final Config config;
    private final InstantSource clock;
    private final Pace pace;
    private final People people;

    /** How fast requests may follow each other. */
    enum Pace {
        /** As the real services ask for. */
        POLITE,
        /** A server of our own, in this process. */
        LOOPBACK
    }

    GitHubWiring(Config config, InstantSource clock, Pace pace, People people) {
        this.config = config;
        this.clock = clock;
        this.pace = pace;
        this.people = people;
    }

    Wired wire(GitHubConfig github) {
        Telemetry telemetry = new Telemetry(github.name());
        OkHttpApi api = api(github, credential(github, telemetry), telemetry);
        return new Wired(source(github, api, telemetry), telemetry, api);
    }

    private GitHubSource source(GitHubConfig github, OkHttpApi api, Telemetry telemetry) {
        if (github.credential() instanceof GitHubCredential.App app && app.deliveryLog()) {
            return GitHubSource.following(
                    GitHubApp.api(settings(github, app), asApp -> api(github, asApp, telemetry.aside())),
                    app.installationId(),
                    settings(github),
                    api,
                    github.graphqlUrl());
        }
        return GitHubSource.of(settings(github), api, github.graphqlUrl());
    }

    private OkHttpApi api(GitHubConfig github, Credential credential, Telemetry telemetry) {
        ApiSettings settings = ApiSettings.of(github.name(), github.apiUrl().toString())
                .withHeaders(Map.of(
                        "Accept",
                        "application/vnd.github+json",
                        "User-Agent",
                        "mlops-exporter/" + Version.number(),
                        "X-GitHub-Api-Version",
                        github.apiVersion()));
        if (pace == Pace.LOOPBACK) {
            settings = settings.withBounds(settings.bounds().withRequestsPerSecond(500));
        }
        return new OkHttpApi(settings, credential, clock, Waiter.sleeping(), telemetry);
    }

    private Credential credential(GitHubConfig github, Telemetry telemetry) {
        GitHubCredential from = github.credential();
        if (from instanceof TokenFile file) {
            return Credential.bearer(Secret.file(file.file()));
        }
        if (from instanceof TokenEnvironment environment) {
            return Credential.bearer(Secret.environment(environment.variable(), System.getenv()));
        }
        if (from instanceof GitHubCredential.App app) {
            return GitHubApp.credential(settings(github, app), asApp -> api(github, asApp, telemetry));
        }
        throw new IllegalStateException("a credential of an unknown kind: " + from.getClass());
    }

    private static GitHubApp.Settings settings(GitHubConfig github, GitHubCredential.App app) {
        return new GitHubApp.Settings(
                app.id(),
                app.installationId() > 0 ? Optional.of(Long.toString(app.installationId())) : Optional.empty(),
                github.organizations().stream().findFirst(),
                Secret.file(app.privateKeyFile()));
    }

    private GitHubSettings settings(GitHubConfig github) {
        return new GitHubSettings(
                github.name(),
                github.organizations(),
                github.exclude(),
                teams(),
                config.teams().stream()
                        .flatMap(team -> team.applications().stream())
                        .flatMap(application -> issues(application).stream())
                        .toList(),
                platform(),
                PlatformPolicies.marks(config),
                config.support()
                        .map(support -> new SupportQueue(
                                new IssueSelection(support.repository(), support.label()), support.team())),
                config.polling().history(),
                config.metrics().windows().stream()
                        .map(Window::length)
                        .min(Comparator.naturalOrder())
                        .orElse(Duration.ofDays(7)),
                new GitHubSettings.Cadence(
                        config.polling().interval(), config.polling().quietInterval()));
    }

    private GitHubSettings.Platform platform() {
        boolean counted = config.platform().activities().contains(PlatformConfig.ActivityType.PIPELINE_RUN);
        return new GitHubSettings.Platform(people, counted ? config.platform().workflows() : List.of());
    }

    private List<GitHubSettings.Team> teams() {
        return config.teams().stream().map(GitHubWiring::team).toList();
    }

    private static GitHubSettings.Team team(TeamConfig team) {
        return new GitHubSettings.Team(
                team.name(),
                team.githubTeam(),
                team.applications().stream()
                        .filter(application -> application.model().isEmpty())
                        .map(GitHubWiring::application)
                        .toList());
    }

    private static GitHubSettings.ConfiguredApplication application(ApplicationConfig application) {
        DeploymentsConfig deployments = application.deployments();
        return new GitHubSettings.ConfiguredApplication(
                application.name(),
                application.repository(),
                deployments.from().map(from -> Signal.valueOf(from.name())),
                deployments.environment(),
                deployments.workflow(),
                deployments.branch(),
                deployments.pattern(),
                application.paths(),
                incidentServices(application));
    }

    static List<String> incidentServices(ApplicationConfig application) {
        return Stream.concat(
                        application.incidents().pagerDutyServices().stream().map(ServiceSelector::text),
                        issues(application).stream().map(IssueSelection::service))
                .toList();
    }

    private static Optional<IssueSelection> issues(ApplicationConfig application) {
        return application
                .incidents()
                .githubIssues()
                .map(issues ->
                        new IssueSelection(issues.repository().orElse(application.repository()), issues.label()));
    }
}
