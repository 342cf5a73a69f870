package io.mlopsexporter.exposition;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole answer, made before the first byte of it is sent: a failure on the way can still become a 500. */
record Reply(int status, Map<String, String> headers, List<byte[]> body) {
    // pages have styles but no scripts, and their forms come back here
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /**
     * Bytes written at a time. The JDK's server copies what it is given at once into a buffer of twice that size, and again into one
     * outside of the heap, for each connection: forty slow scrapers of a large answer would fill the memory.
     */
    private static final int CHUNK = 8 << 10;

    static Reply of(Content content) {
        return new Reply(
                content.status(),
                Map.of("Content-Type", content.contentType(), "Cache-Control", "no-store"),
                List.of(Encoded.utf8(content.text())));
    }

    static Reply text(int status, String text) {
        return of(Content.text(status, text));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    void send(HttpExchange exchange) throws IOException {
        Headers sent = exchange.getResponseHeaders();
        sent.set("X-Content-Type-Options", "nosniff");
        sent.set("X-Frame-Options", "DENY");
        sent.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.forEach(sent::set);
        long length = body.stream().mapToLong(part -> part.length).sum();
        if (exchange.getRequestMethod().equals("HEAD")) {
            sent.set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        // a length of 0 would mean "unknown" to the JDK
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            OutputStream out = exchange.getResponseBody();
            for (byte[] part : body) {
                write(part, out);
            }
            // Only after the last byte: closed before, it makes the JDK's server keep the connection, which the
            // exchange's own close ends.
            out.close();
        }
    }

    private static void write(byte[] part, OutputStream out) throws IOException {
        for (int from = 0; from < part.length; from += CHUNK) {
            out.write(part, from, Math.min(CHUNK, part.length - from));
        }
    }
}
