package io.mlopsexporter.cli;

import io.mlopsexporter.config.ApplicationConfig;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.MlflowConfig;
import io.mlopsexporter.config.MlflowCredential;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.config.TokenEnvironment;
import io.mlopsexporter.config.TokenFile;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.http.Waiter;
import io.mlopsexporter.source.mlflow.MlflowSettings;
import io.mlopsexporter.source.mlflow.MlflowSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From the configuration of an MLflow server to a source. */
final class MlflowWiring {
    private final Config config;
    private final InstantSource clock;
    private final GitHubWiring.Pace pace;
    private final People people;

    MlflowWiring(Config config, InstantSource clock, GitHubWiring.Pace pace, People people) {
        this.config = config;
        this.clock = clock;
        this.pace = pace;
        this.people = people;
    }

    Wired wire(MlflowConfig server) {
        Telemetry telemetry = new Telemetry(server.name());
        ApiSettings settings =
                ApiSettings.of(server.name(), server.trackingUri().toString());
        if (pace == GitHubWiring.Pace.LOOPBACK) {
            settings = settings.withBounds(settings.bounds().withRequestsPerSecond(500));
        }
        Credential credential =
                server.credential().map(MlflowWiring::credential).orElseGet(Credential::none);
        OkHttpApi api = new OkHttpApi(settings, credential, clock, Waiter.sleeping(), telemetry);
        return new Wired(MlflowSource.of(settings(server), people, api), telemetry, api);
    }

    private static Credential credential(MlflowCredential from) {
        return from instanceof MlflowCredential.Basic basic
                ? Credential.basic(basic.username(), secret(basic.password()))
                : Credential.bearer(secret(from));
    }

    private static Secret secret(Object from) {
        if (from instanceof TokenFile file) {
            return Secret.file(file.file());
        }
        if (from instanceof TokenEnvironment environment) {
            return Secret.environment(environment.variable(), System.getenv());
        }
        throw new IllegalStateException("a credential of an unknown kind: " + from.getClass());
    }

    private MlflowSettings settings(MlflowConfig server) {
        return new MlflowSettings(
                server.name(),
                server.trackingUri().toString().replaceAll("/+$", ""),
                server.environment(),
                server.aliases(),
                server.stage(),
                server.deployedAtTag(),
                server.excludeModels(),
                server.excludeExperiments(),
                config.teams().stream().flatMap(MlflowWiring::models).toList(),
                config.polling().history());
    }

    private static Stream<MlflowSettings.ConfiguredModel> models(TeamConfig team) {
        return team.applications().stream().flatMap(application -> model(team, application).stream());
    }

    private static Optional<MlflowSettings.ConfiguredModel> model(TeamConfig team, ApplicationConfig application) {
        List<String> incidents = GitHubWiring.incidentServices(application);
        return application
                .model()
                .map(model -> new MlflowSettings.ConfiguredModel(application.name(), model, team.name(), incidents));
    }
}
