package io.mlopsexporter.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns what a source calls a person into what may be kept: a hash under a key that never leaves the store. Without the key
 * nobody can tell by trying names whose it is; with another key the same person is another one.
 */
public final class People {
    /** Accounts of machines and containers, which are nobody: of GitHub, and of what MLflow takes from the operating system. */
    public static final String DEFAULT_EXCLUDE =
            "(?i)\\[bot\\]$|^(root|jovyan|ubuntu|ec2-user|airflow|runner|spark|nobody|unknown|github-actions|dependabot|renovate)$";

    /** What GitHub appends to the name of an app's account, whatever else is excluded. */
    private static final String BOT = "[bot]";

    private static final String ALGORITHM = "HmacSHA256";
    /** Of 32 bytes: two of a million people share 8 of them with a chance of one in thirty million. */
    private static final int BYTES = 8;

    private final SecretKeySpec key;
    private final Pattern exclude;

    /** @param key as {@link #newKey} made it */
    public People(String key, Pattern exclude) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM);
        this.exclude = exclude;
    }

    /** A key for a new store. */
    public static String newKey() {
        byte[] bytes = new byte[32];
        new java.security.SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The hash that stands for a login, user name or mail address; empty if it is nobody's. {@code jane}, {@code
     * Jane@acme.com} and {@code ACME\jane} are one person, in whatever source.
     */
    public Optional<String> hash(String name) {
        String trimmed = name.strip();
        String local = trimmed.substring(trimmed.lastIndexOf('\\') + 1);
        int at = local.indexOf('@');
        String person = (at > 0 ? local.substring(0, at) : local).toLowerCase(Locale.ROOT);
        if (person.isEmpty()
                || trimmed.endsWith(BOT)
                || exclude.matcher(trimmed).find()
                || exclude.matcher(person).find()) {
            return Optional.empty();
        }
        return Optional.of(keyed(person));
    }

    /** Changes when other accounts are nobody, or the key is another one: what was hashed before is then out of date. */
    public String fingerprint() {
        return keyed("/" + exclude.pattern() + "/" + exclude.flags());
    }

    private String keyed(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
