package io.mlopsexporter.exposition;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole answer, made before the first byte of it is sent: a failure on the way can still become a 500. */
record Reply(int status, Map<String, String> headers, List<Piece> body) {
    // pages have styles but no scripts, and their forms come back here
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    static Reply of(Content content) {
        return new Reply(
                content.status(),
                Map.of("Content-Type", content.contentType(), "Cache-Control", "no-store"),
                List.of(Piece.of(Encoded.utf8(content.text()))));
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
        long length = length();
        if (exchange.getRequestMethod().equals("HEAD")) {
            sent.set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        // a length of 0 would mean "unknown" to the JDK
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            OutputStream out = exchange.getResponseBody();
            for (Piece piece : body) {
                piece.writeTo(out);
            }
            // Only after the last byte: closed before, it makes the JDK's server keep the connection, which the
            // exchange's own close ends.
            out.close();
        }
    }

    /** Bytes of the body. */
    long length() {
        long length = 0;
        for (Piece piece : body) {
            length += piece.length();
        }
        return length;
    }
}
