package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is answered on which path. */
final class Endpoints {
    /** Like node_exporter's limit: each costs a thread and the few kilobytes that are made per scrape. */
    static final int SCRAPES = 40;

    /** Pages are made per visit, may read the store, and take the processor while they are made: what is left of it is for scrapes and probes. */
    static final int PAGES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Some people at the same time are no attack. */
    static final int PAGES_WAITING = 8;

    private static final int RELOADS_WAITING = 2;

    private static final Duration PAGE_PATIENCE = Duration.ofSeconds(5);

    private enum State {
        STARTING("not ready: not every source has been polled once", 503),
        READY("ready", 200),
        STOPPING("not ready: shutting down", 503);

        private final String text;
        private final int status;

        State(String text, int status) {
            this.text = text;
            this.status = status;
        }
    }

    private final Exposition exposition;
    private final Site site;
    private final Gate scrapes = new Gate(SCRAPES);
    private final Gate pages = new Gate(PAGES, PAGES_WAITING, PAGE_PATIENCE);
    /** One at a time; who asks again at once waits until the former answer is on its way. */
    private final Gate reloads = new Gate(1, RELOADS_WAITING, PAGE_PATIENCE);

    private final Lately lately = new Lately();
    private volatile State state = State.STARTING;

    Endpoints(Exposition exposition, Site site) {
        this.exposition = exposition;
        this.site = site;
    }

    Router router() {
        LandingPage landing = new LandingPage(site);
        Router router = new Router()
                .get("/metrics", scrapes, this::metrics)
                .get("/", pages, exchange -> Reply.of(landing.content()))
                .get("/-/healthy", exchange -> Reply.text(200, "healthy"))
                .get("/-/ready", exchange -> Reply.text(state.status, state.text))
                .on("POST", "/-/reload", reloads, exchange -> reload())
                .on("PUT", "/-/reload", reloads, exchange -> reload());
        site.pages()
                .forEach((path, page) -> router.get(
                        path, pages, exchange -> madeLately(path, exchange), exchange -> page(path, page, exchange)));
        return router;
    }

    synchronized void ready() {
        if (state == State.STARTING) {
            state = State.READY;
        }
    }

    synchronized void unready() {
        state = State.STOPPING;
    }

    void drain(Duration patience) {
        unready();
        long end = System.nanoTime() + patience.toNanos();
        for (Gate gate : List.of(scrapes, pages, reloads)) {
            gate.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private Reply metrics(HttpExchange exchange) {
        Format format = Negotiation.format(header(exchange, "Accept"));
        boolean gzipped = Negotiation.gzip(header(exchange, "Accept-Encoding"));
        Set<String> names;
        try {
            names = new Query(exchange.getRequestURI()).all("name[]");
        } catch (IllegalArgumentException e) {
            return badQuery(e);
        }
        List<Piece> body = names.isEmpty()
                ? exposition.scrape(format, gzipped, scrapes.alone())
                : exposition.scrape(format, gzipped, names);
        Reply reply =
                new Reply(200, Map.of("Content-Type", format.contentType(), "Vary", "Accept, Accept-Encoding"), body);
        return gzipped ? reply.with("Content-Encoding", "gzip") : reply;
    }

    private Optional<Reply> madeLately(String path, HttpExchange exchange) {
        try {
            return lately.find(new Lately.Wanted(path, visit(exchange)));
        } catch (IllegalArgumentException badQuery) {
            return Optional.empty();
        }
    }

    private Reply page(String path, Page page, HttpExchange exchange) {
        Lately.Wanted wanted;
        try {
            wanted = new Lately.Wanted(path, visit(exchange));
        } catch (IllegalArgumentException e) {
            return badQuery(e);
        }
        // who has waited for a place may find it made by whoever was before
        Optional<Reply> made = lately.find(wanted);
        if (made.isPresent()) {
            return made.get();
        }
        Reply reply = Reply.of(page.content().apply(wanted.visit())).with("Vary", "Accept");
        lately.keep(wanted, reply);
        return reply;
    }

    private static Visit visit(HttpExchange exchange) {
        return new Visit(
                new Query(exchange.getRequestURI()).firsts(), Negotiation.prefersJson(header(exchange, "Accept")));
    }

    private static Reply badQuery(IllegalArgumentException e) {
        return Reply.text(400, "the query cannot be decoded: " + e.getMessage());
    }

    private Reply reload() {
        if (site.reload().isEmpty()) {
            return Reply.text(403, "reloading over HTTP is not enabled; SIGHUP always reloads");
        }
        Optional<String> wrong = site.reload().get().reload();
        return wrong.map(text -> Reply.text(500, "not reloaded, the former configuration stays:\n" + text))
                .orElseGet(() -> Reply.text(200, "reloaded"));
    }

    private static List<String> header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }
}
