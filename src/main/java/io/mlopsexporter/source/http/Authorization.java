package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okio.ByteString;

/**
 * What a credential adds to one request.
 *
 * @param headers by name
 * @param secrets texts that must never appear in a message or log line, the headers' values among them
 */
public record Authorization(Map<String, String> headers, List<String> secrets) {
    /** Characters by which a secret is told from a word. */
    private static final int TELLING = 8;

    public static final Authorization NONE = new Authorization(Map.of(), List.of());

    public Authorization {
        headers = Map.copyOf(headers);
        headers.forEach(Authorization::checkPrintable);
        secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    /** {@code name: prefix + secret}, as in {@code Authorization: Bearer abc}. */
    public static Authorization header(String name, String prefix, String secret) {
        return new Authorization(Map.of(name, prefix + secret), List.of(secret));
    }

    private static void checkPrintable(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new SourceException(new SourceError.Unauthorized("the secret for the header " + name
                    + " has characters that no header can carry; check that it is one line of plain text"));
        }
    }

    /** Names who asks without telling the secret: answers remembered for one token are of no use to another. */
    String identity() {
        return ByteString.encodeString(new TreeMap<>(headers).toString(), StandardCharsets.UTF_8)
                .sha256()
                .hex();
    }

    /** The text with everything secret replaced; servers do echo tokens in their error messages. */
    String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            for (String form : forms(secret)) {
                redacted = redacted.replace(form, "***");
            }
        }
        return redacted;
    }

    /** As it is, and as pages, JSON and addresses write it. */
    private static List<String> forms(String secret) {
        return List.of(
                secret,
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                secret.replace("\\", "\\\\").replace("\"", "\\\""),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    /** Whether a document, or its beginning, holds what is secret: then nothing may be told of its content. */
    boolean isIn(ByteString document) {
        return secrets.stream()
                .filter(secret -> secret.length() >= TELLING)
                .anyMatch(secret -> document.indexOf(ByteString.encodeUtf8(secret), 0) >= 0);
    }

    @Override
    public String toString() {
        return "***";
    }
}
