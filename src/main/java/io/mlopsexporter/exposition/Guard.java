package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Lets a request through if it bears a right password, where one is asked for. Probes bear none. */
final class Guard implements HttpHandler {
    private static final Set<String> OPEN = Set.of("/-/healthy", "/-/ready");
    private static final String BASIC = "basic ";

    private final HttpHandler behind;
    private final Supplier<Protection> protection;
    private final Passwords passwords = new Passwords();

    Guard(HttpHandler behind, Supplier<Protection> protection) {
        this.behind = behind;
        this.protection = protection;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Protection now = protection.get();
        now.headers().forEach(exchange.getResponseHeaders()::set);
        Optional<Reply> refusal = refusal(exchange, now);
        if (refusal.isPresent()) {
            try (exchange) {
                refusal.get().send(exchange);
            }
        } else {
            behind.handle(exchange);
        }
    }

    private Optional<Reply> refusal(HttpExchange exchange, Protection now) {
        if (now.users().isEmpty() || OPEN.contains(exchange.getRequestURI().getPath())) {
            return Optional.empty();
        }
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        Passwords.Verdict verdict = header == null ? Passwords.Verdict.WRONG : check(now, header);
        return switch (verdict) {
            case RIGHT -> Optional.empty();
            case WRONG ->
                Optional.of(Reply.text(401, "a user name and a password are needed")
                        .with("WWW-Authenticate", "Basic realm=\"mlops-exporter\", charset=\"UTF-8\""));
            case BUSY ->
                Optional.of(Reply.text(503, "too many passwords to compare at this moment; try again")
                        .with("Retry-After", "1"));
        };
    }

    private Passwords.Verdict check(Protection now, String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Passwords.Verdict.WRONG;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            int colon = credentials.indexOf(':');
            return colon < 0
                    ? Passwords.Verdict.WRONG
                    : passwords.check(now.users(), credentials.substring(0, colon), credentials.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Passwords.Verdict.WRONG;
        }
    }
}
