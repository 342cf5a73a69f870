package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what answers a path, and sees to it that every request gets an answer, whatever fails. */
final class Router implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    /** For what is cheap and always answered: probes and refusals. */
    private static final Gate UNLIMITED = new Gate(Integer.MAX_VALUE);

    private final Map<String, Map<String, Route>> routes = new HashMap<>();

    /** @param ready what may be sent without a place, as it costs nothing to make */
    private record Route(
            Gate gate, Function<HttpExchange, Optional<Reply>> ready, Function<HttpExchange, Reply> answer) {}

    /** A GET that always finds a place; HEAD is answered as GET is, without the body. */
    Router get(String path, Function<HttpExchange, Reply> answer) {
        return get(path, UNLIMITED, answer);
    }

    Router get(String path, Gate gate, Function<HttpExchange, Reply> answer) {
        return on("GET", path, gate, answer).on("HEAD", path, gate, answer);
    }

    Router get(
            String path,
            Gate gate,
            Function<HttpExchange, Optional<Reply>> ready,
            Function<HttpExchange, Reply> answer) {
        Route route = new Route(gate, ready, answer);
        return on("GET", path, route).on("HEAD", path, route);
    }

    Router on(String method, String path, Gate gate, Function<HttpExchange, Reply> answer) {
        return on(method, path, new Route(gate, exchange -> Optional.empty(), answer));
    }

    private Router on(String method, String path, Route route) {
        Map<String, Route> methods = routes.computeIfAbsent(path, unknown -> new HashMap<>());
        if (methods.putIfAbsent(method, route) != null) {
            throw new IllegalArgumentException("the path " + path + " is taken");
        }
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            Map<String, Route> methods = routes.get(exchange.getRequestURI().getPath());
            if (methods == null) {
                Reply.text(404, "not found; the start page / links to what is here")
                        .send(exchange);
            } else {
                answer(exchange, methods);
            }
        } catch (IOException e) {
            log.debug("{} went away before the end of the answer: {}", exchange.getRemoteAddress(), e.toString());
        }
    }

    private static void answer(HttpExchange exchange, Map<String, Route> methods) throws IOException {
        Optional<Route> route = Optional.ofNullable(methods.get(exchange.getRequestMethod()));
        if (route.isEmpty()) {
            String allowed = String.join(", ", new TreeSet<>(methods.keySet()));
            Reply.text(405, "method not allowed, only " + allowed)
                    .with("Allow", allowed)
                    .send(exchange);
        } else {
            answer(exchange, route.get());
        }
    }

    /** The place is held until the last byte is sent: a client that reads slowly needs a thread as one that asks for much. */
    private static void answer(HttpExchange exchange, Route route) throws IOException {
        Optional<Reply> ready = route.ready().apply(exchange);
        if (ready.isPresent()) {
            ready.get().send(exchange);
            return;
        }
        if (!route.gate().enter()) {
            Reply.text(503, "too many requests at the same time, or shutting down; try again")
                    .with("Retry-After", "1")
                    .send(exchange);
            return;
        }
        try {
            reply(exchange, route).send(exchange);
        } finally {
            route.gate().leave();
        }
    }

    private static Reply reply(HttpExchange exchange, Route route) {
        try {
            return route.answer().apply(exchange);
        } catch (RuntimeException | Error e) {
            log.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return Reply.text(500, "internal error; the log of the exporter has the details");
        }
    }
}
