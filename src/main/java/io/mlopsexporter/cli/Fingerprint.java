package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two configurations read and measure the same things: what is served where does not matter. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Config config) {
        // Records print all their parts; a Config holds no secret.
        String text = config.github() + "\n" + config.mlflow() + "\n" + config.pagerDuty() + "\n" + config.surveys()
                + "\n" + config.costs()
                + "\n" + config.platform() + "\n" + config.teams() + "\n"
                + config.polling().history();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
