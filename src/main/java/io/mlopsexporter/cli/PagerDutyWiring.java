package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.PagerDutyConfig;
import io.mlopsexporter.config.PagerDutyCredential;
import io.mlopsexporter.config.TokenEnvironment;
import io.mlopsexporter.config.TokenFile;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.http.Waiter;
import io.mlopsexporter.source.pagerduty.PagerDutyCredentials;
import io.mlopsexporter.source.pagerduty.PagerDutySettings;
import io.mlopsexporter.source.pagerduty.PagerDutySource;
import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Collectors;

/** From the configuration of a PagerDuty account to a source. */
final class PagerDutyWiring {
    private final Config config;
    private final InstantSource clock;
    private final GitHubWiring.Pace pace;

    PagerDutyWiring(Config config, InstantSource clock, GitHubWiring.Pace pace) {
        this.config = config;
        this.clock = clock;
        this.pace = pace;
    }

    Wired wire(PagerDutyConfig account) {
        Telemetry telemetry = new Telemetry(account.name());
        ApiSettings settings =
                ApiSettings.of(account.name(), account.apiUrl().toString()).withHeaders(PagerDutySource.HEADERS);
        if (pace == GitHubWiring.Pace.LOOPBACK) {
            settings = settings.withBounds(settings.bounds().withRequestsPerSecond(500));
        }
        OkHttpApi api = new OkHttpApi(settings, credential(account, telemetry), clock, Waiter.sleeping(), telemetry);
        return new Wired(PagerDutySource.of(settings(account), api), telemetry, api);
    }

    private Credential credential(PagerDutyConfig account, Telemetry telemetry) {
        PagerDutyCredential from = account.credential();
        if (from instanceof TokenFile file) {
            return key(Secret.file(file.file()));
        }
        if (from instanceof TokenEnvironment environment) {
            return key(Secret.environment(environment.variable(), System.getenv()));
        }
        if (from instanceof PagerDutyCredential.OAuth oauth) {
            return PagerDutyCredentials.oauth(
                    new PagerDutyCredentials.OAuth(
                            oauth.clientId(),
                            Secret.file(oauth.clientSecretFile()),
                            oauth.subdomain(),
                            oauth.region().name().toLowerCase(Locale.ROOT),
                            oauth.identityUrl().getPath().isEmpty()
                                    ? PagerDutyCredentials.PATH
                                    : oauth.identityUrl().getPath()),
                    identity -> new OkHttpApi(
                            ApiSettings.of(
                                    account.name(),
                                    oauth.identityUrl().resolve("/").toString()),
                            identity,
                            clock,
                            Waiter.sleeping(),
                            telemetry));
        }
        throw new IllegalStateException("a credential of an unknown kind: " + from.getClass());
    }

    private static Credential key(Secret secret) {
        return Credential.header("Authorization", "Token token=", secret);
    }

    private PagerDutySettings settings(PagerDutyConfig account) {
        return new PagerDutySettings(
                account.name(),
                config.polling().history(),
                account.urgencies().stream()
                        .map(urgency -> urgency.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                account.include(),
                account.exclude(),
                account.priorities());
    }
}
