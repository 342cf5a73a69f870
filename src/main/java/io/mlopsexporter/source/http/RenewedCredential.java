package io.mlopsexporter.source.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A credential that lives for a while and is then fetched anew: a GitHub App's installation token, an OAuth token. */
public final class RenewedCredential implements Credential {
    /** A token that expires while a request is on its way is refused; requests take a minute at most. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Supplier<Token> fetch;
    private final InstantSource clock;
    private @Nullable Token token;

    /**
     * @param fetch asks the API for a new token; its exceptions go to whoever sent the request
     * @param clock the one in which {@link Token#expiresAt()} is told: the API's own, {@code api::now}
     */
    public RenewedCredential(Supplier<Token> fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** What the API gave us, and until when it holds. */
    public record Token(Authorization authorization, Instant expiresAt) {}

    @Override
    public synchronized Authorization authorization() {
        Token known = token;
        if (known == null || !clock.instant().plus(MARGIN).isBefore(known.expiresAt())) {
            known = fetch.get();
            token = known;
        }
        return known.authorization();
    }

    @Override
    public synchronized void invalidate() {
        token = null;
    }
}
