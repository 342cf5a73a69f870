package io.mlopsexporter.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The digest (CRC-32C) behind a stored payload, as {@code {…}#1a2b3c4d}. Databases find pages that are broken, not letters that have
 * changed within a text; a deployment of another day would be a wrong figure that nobody could explain.
 */
final class Seal {
    private static final char MARK = '#';
    private static final int LENGTH = 1 + 2 * Integer.BYTES;

    private Seal() {}

    static String on(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return payload + MARK + digest(bytes, bytes.length);
    }

    /** How long the payload is; -1 if it is not what was written. What was written before there were seals has none. */
    static int unbroken(byte[] sealed) {
        int end = sealed.length - LENGTH;
        if (end < 0 || sealed[end] != MARK) {
            return sealed.length;
        }
        byte[] told = Arrays.copyOfRange(sealed, end + 1, sealed.length);
        return Arrays.equals(told, digest(sealed, end).getBytes(StandardCharsets.US_ASCII)) ? end : -1;
    }

    private static String digest(byte[] bytes, int length) {
        CRC32C digest = new CRC32C();
        digest.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) digest.getValue());
    }
}
