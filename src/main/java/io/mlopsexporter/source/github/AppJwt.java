package io.mlopsexporter.source.github;

import io.mlopsexporter.pem.PrivateKeys;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.Authorization;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/** Shows a GitHub App's own JSON Web Token, made anew for each request: it lives for minutes only. */
final class AppJwt implements Credential {
    /** GitHub refuses tokens from its future, be it by a second. */
    private static final Duration BACK = Duration.ofSeconds(60);

    /** GitHub allows 10 minutes, counted by its own clock. */
    private static final Duration LIFE = Duration.ofMinutes(9);

    private final String id;
    private final Secret key;
    private final InstantSource clock;

    /** @param clock tells the server's time: a host whose own clock is off is refused once, and right from then on */
    AppJwt(String id, Secret key, InstantSource clock) {
        this.id = id;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public Authorization authorization() {
        Instant now = clock.instant();
        String claims = "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(
                        now.minus(BACK).getEpochSecond(),
                        now.minus(BACK).plus(LIFE).getEpochSecond(),
                        id);
        String unsigned = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        return Authorization.header("Authorization", "Bearer ", unsigned + "." + sign(unsigned));
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(PrivateKeys.parse(key.value()));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return encode(signature.sign());
        } catch (InvalidKeyException e) {
            throw unusable("it is no RSA key");
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with RSA", e);
        }
    }

    private static SourceException unusable(String why) {
        return new SourceException(new SourceError.Unauthorized("the GitHub App's private key cannot be used: " + why
                + "; give the file that GitHub made, in PEM form"));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
