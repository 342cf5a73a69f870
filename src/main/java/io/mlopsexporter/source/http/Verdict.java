package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.Optional;

/** The one place where statuses become errors, and errors say what to do. Limits are {@link RateLimits}'s matter. */
final class Verdict {
    private Verdict() {}

    /** @throws SourceException if the status says that the body is not what was asked for */
    static void check(Reply reply) {
        if (!reply.isSuccess()) {
            throw new SourceException(error(reply));
        }
    }

    /** @throws SourceException if the server is at fault: these failures, and no others, open the circuit */
    static void checkServer(Reply reply) {
        if (reply.status() >= 500 || reply.status() == 408) {
            throw new SourceException(error(reply));
        }
    }

    private static SourceError error(Reply reply) {
        return switch (reply.status()) {
            case 401 ->
                new SourceError.Unauthorized(
                        Wording.of(reply, "the credential is wrong or expired; renew the token or password"));
            case 402 ->
                new SourceError.NotIncluded(
                        Wording.of(reply, "the account's plan does not include this; ask for less or change the plan"));
            case 403 -> new SourceError.Unauthorized(Wording.of(reply, forbidden(reply)));
            case 407 ->
                new SourceError.Unauthorized(
                        Wording.of(reply, "the proxy wants to be logged in to; use one that does not"));
            case 404 ->
                new SourceError.NotFound(Wording.of(
                        reply, "it does not exist, or the credential may not see it; check the name and permissions"));
            case 410, 451 -> new SourceError.NotFound(Wording.of(reply, "it is no longer there"));
            case 408, 504 ->
                new SourceError.TimedOut(Wording.of(reply, "the server was too slow; the next poll tries again"));
            case 304 ->
                new SourceError.Unavailable(Wording.of(
                        reply, "but nothing is remembered that could be unmodified; the next poll tries again"));
            case 425 -> new SourceError.Unavailable(Wording.of(reply, "the next poll tries again"));
            default ->
                reply.status() >= 500
                        ? new SourceError.Unavailable(Wording.of(reply, "the server failed; the next poll tries again"))
                        : new SourceError.BadPayload(Wording.of(
                                reply,
                                "the server does not accept this request; check the configured URL and version"));
        };
    }

    /** GitHub tells what is missing in headers; MLflow refuses host names that it was not told. */
    private static String forbidden(Reply reply) {
        Optional<String> permissions = reply.header("x-accepted-github-permissions");
        Optional<String> scopes = reply.header("x-accepted-oauth-scopes");
        Optional<String> singleSignOn = reply.header("x-github-sso");
        if (singleSignOn.isPresent()) {
            return "authorize the token for the organization's single sign-on: " + Wording.cut(singleSignOn.get());
        } else if (permissions.isPresent()) {
            return "grant the credential one of: " + Wording.cut(permissions.get());
        } else if (scopes.isPresent()) {
            return "grant the token one of the scopes: " + Wording.cut(scopes.get());
        } else if (reply.body().utf8().contains("Invalid Host header")) {
            return "let the server accept this host name (MLflow: --allowed-hosts)";
        }
        return "grant the credential permission to read this";
    }
}
