package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.Authorization;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.RenewedCredential;
import io.mlopsexporter.source.http.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Credentials that only PagerDuty has. An API key is a plain {@code Authorization: Token token=…}. */
public final class PagerDutyCredentials {
    /** Where tokens are asked for at the identity server, in all regions. */
    public static final String PATH = "/oauth/token";

    /** PagerDuty's tokens hold for a month; where it does not say how long, so short a time is safe. */
    private static final Duration UNTOLD = Duration.ofMinutes(10);

    private PagerDutyCredentials() {}

    /**
     * An app with scoped OAuth ("client credentials").
     *
     * @param account subdomain, {@code acme} of {@code acme.pagerduty.com}
     * @param region {@code us} or {@code eu}
     * @param path where tokens are asked for at the identity server, by default {@link #PATH}
     */
    public record OAuth(String clientId, Secret clientSecret, String account, String region, String path) {
        private static final List<String> NEEDED = List.of("incidents.read", "services.read");

        /** All that this source can make use of. */
        private static final List<String> USEFUL = List.of(
                "incidents.read", "services.read", "change_events.read", "custom_fields.read", "priorities.read");

        private String scope(List<String> scopes) {
            return "as_account-" + region + "." + account + " " + String.join(" ", scopes);
        }

        /** Shows nothing, but keeps the secret out of messages: servers echo what they are sent. */
        private Authorization hidden() {
            return new Authorization(Map.of(), List.of(clientSecret.value()));
        }
    }

    /** @param identities makes a client of the identity server that uses the given credential */
    public static Credential oauth(OAuth settings, Function<Credential, HttpApi> identities) {
        HttpApi identity = identities.apply(settings::hidden);
        return new RenewedCredential(() -> fetch(settings, identity), identity::now);
    }

    private static RenewedCredential.Token fetch(OAuth settings, HttpApi identity) {
        JsonNode body = answer(settings, identity);
        String token = Wire.text(body, "access_token");
        if (token.isEmpty()) {
            throw new SourceException(new SourceError.BadPayload(
                    "POST " + settings.path() + ": the answer has no access_token; check the identity URL"));
        }
        long seconds = body.path("expires_in").asLong(UNTOLD.toSeconds());
        return new RenewedCredential.Token(
                Authorization.header("Authorization", "Bearer ", token),
                identity.now().plusSeconds(seconds));
    }

    /** An app that lacks a useful scope is refused altogether, and is fine without. */
    private static JsonNode answer(OAuth settings, HttpApi identity) {
        try {
            return answer(settings, OAuth.USEFUL, identity);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.BadPayload) {
                return needed(settings, identity);
            }
            throw explained(e, settings.scope(OAuth.USEFUL));
        }
    }

    private static JsonNode needed(OAuth settings, HttpApi identity) {
        try {
            return answer(settings, OAuth.NEEDED, identity);
        } catch (SourceException e) {
            throw explained(e, settings.scope(OAuth.NEEDED));
        }
    }

    private static JsonNode answer(OAuth settings, List<String> scopes, HttpApi identity) {
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                settings.clientId(),
                "client_secret",
                settings.clientSecret().value(),
                "scope",
                settings.scope(scopes));
        return identity.postForm(settings.path(), form).body();
    }

    private static SourceException explained(SourceException e, String scope) {
        // A wrong client or scope is answered with 400 (RFC 6749, 5.2), which elsewhere means a fault of ours.
        return e.error() instanceof SourceError.BadPayload || e.error() instanceof SourceError.Unauthorized
                ? new SourceException(
                        new SourceError.Unauthorized(
                                e.getMessage() + " (asked for the scope \"" + scope
                                        + "\"; check the app's client id and secret, its scopes, the subdomain and the region)"),
                        e)
                : e;
    }
}
