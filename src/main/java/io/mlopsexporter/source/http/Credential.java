package io.mlopsexporter.source.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What we show to an API to be let in. Asked before each request, so that it can renew itself; used by many threads. */
@FunctionalInterface
public interface Credential {
    /** @throws io.mlopsexporter.source.SourceException if there is no secret, or it could not be renewed */
    Authorization authorization();

    /** The API refused it (401): a renewable credential forgets its token, and the request is sent once more. */
    default void invalidate() {}

    /** For APIs that let everybody in. */
    static Credential none() {
        return () -> Authorization.NONE;
    }

    /** {@code Authorization: Bearer …}. */
    static Credential bearer(Secret token) {
        return header("Authorization", "Bearer ", token);
    }

    /** {@code name: prefix + secret}; PagerDuty's API keys go as {@code Authorization: Token token=…}. */
    static Credential header(String name, String prefix, Secret secret) {
        return () -> Authorization.header(name, prefix, secret.value());
    }

    /** HTTP Basic. */
    static Credential basic(String user, Secret password) {
        return () -> {
            String secret = password.value();
            String encoded = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return new Authorization(Map.of("Authorization", "Basic " + encoded), List.of(encoded, secret));
        };
    }
}
