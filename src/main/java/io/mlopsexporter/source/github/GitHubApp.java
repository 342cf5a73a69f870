package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.Authorization;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.RenewedCredential;
import io.mlopsexporter.source.http.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A GitHub App as a credential: a JSON Web Token signed with its key buys an installation token for an hour. See "Authenticating
 * as a GitHub App installation" in GitHub's documentation.
 */
public final class GitHubApp {
    /** Together with the two minutes that {@link RenewedCredential} keeps, five before the token ends. */
    private static final Duration EARLIER = Duration.ofMinutes(3);

    private final Settings settings;
    private final HttpApi asApp;

    private GitHubApp(Settings settings, Function<Credential, HttpApi> apis) {
        this.settings = settings;
        this.asApp = apis.apply(new AppJwt(settings.id(), settings.privateKey(), this::now));
    }

    private Instant now() {
        return asApp.now();
    }

    /**
     * @param id the App's id, or its client id
     * @param installation empty: the one of {@code organization}
     * @param organization the account that it is installed in; needed where the installation is not given
     * @param privateKey in PEM form
     */
    public record Settings(
            String id, Optional<String> installation, Optional<String> organization, Secret privateKey) {}

    /**
     * A client that shows the App's own token: for what concerns the App, not an installation.
     *
     * @param apis as for {@link #credential}
     */
    public static HttpApi api(Settings settings, Function<Credential, HttpApi> apis) {
        return new GitHubApp(settings, apis).asApp;
    }

    /** @param apis makes a client of GitHub's REST API that uses the given credential */
    public static Credential credential(Settings settings, Function<Credential, HttpApi> apis) {
        GitHubApp app = new GitHubApp(settings, apis);
        return new RenewedCredential(app::fetch, app::now);
    }

    private RenewedCredential.Token fetch() {
        JsonNode body = asApp.post(
                        "/app/installations/" + installation() + "/access_tokens",
                        JsonNodeFactory.instance.objectNode())
                .body();
        String token = body.path("token").asText("");
        if (token.isEmpty()) {
            throw new SourceException(
                    new SourceError.BadPayload("POST /app/installations/…/access_tokens: the answer has no token"));
        }
        Instant end = Wire.instant(body, "expires_at");
        return new RenewedCredential.Token(Authorization.header("Authorization", "Bearer ", token), end.minus(EARLIER));
    }

    private String installation() {
        return settings.installation().orElseGet(() -> {
            String organization = settings.organization()
                    .orElseThrow(() -> new SourceException(new SourceError.Unauthorized(
                            "the GitHub App has neither an installation id nor an organisation; configure one")));
            JsonNode body = asApp.get("/orgs/" + organization + "/installation", Map.of())
                    .body();
            return Long.toString(Wire.number(body, "id"));
        });
    }
}
