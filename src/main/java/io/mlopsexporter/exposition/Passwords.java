package io.mlopsexporter.exposition;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares passwords with bcrypt hashes. A hash takes tens of milliseconds by intent, and a scraper comes each minute: what
 * was right once is remembered, under a digest with a salt that only this process knows. Wrong ones are not: no flood of them
 * can push out a right one.
 */
final class Passwords {
    private static final int REMEMBERED = 256;
    /** bcrypt looks at no more; longer passwords are cut, as other servers cut them. */
    private static final int MOST = 72;
    /** Of a random password that nobody knows: an unknown user takes as long as a known one. */
    private static final String NOBODY = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    private static final Gate HASHING = new Gate(2);

    private final byte[] salt = new byte[32];
    private final Set<String> right = Collections.synchronizedSet(new LinkedHashSet<>());

    Passwords() {
        new SecureRandom().nextBytes(salt);
    }

    /** How a comparison ended. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Too many passwords are being compared at this moment. */
        BUSY
    }

    /** @param users bcrypt hashes by user name */
    Verdict check(Map<String, String> users, String user, String password) {
        String hash = users.getOrDefault(user, NOBODY);
        String key = digest(hash, password);
        if (right.contains(key)) {
            return users.containsKey(user) ? Verdict.RIGHT : Verdict.WRONG;
        }
        if (!HASHING.enter()) {
            return Verdict.BUSY;
        }
        try {
            if (!matches(hash, password) || !users.containsKey(user)) {
                return Verdict.WRONG;
            }
        } finally {
            HASHING.leave();
        }
        if (right.size() >= REMEMBERED) {
            right.clear();
        }
        right.add(key);
        return Verdict.RIGHT;
    }

    private static boolean matches(String hash, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        byte[] cut = bytes.length > MOST ? Arrays.copyOf(bytes, MOST) : bytes;
        return BCrypt.verifyer().verify(cut, hash.getBytes(StandardCharsets.US_ASCII)).verified;
    }

    private String digest(String hash, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(hash.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
