package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics}, the pages for people and the probes over HTTP.
 *
 * <p>The JDK's server reads a request in the thread that answers it, so a client that sends half a request holds a thread
 * until its deadline. Threads are therefore many, and what is limited is the number of scrapes and pages made at the same
 * time: a probe never waits for either.
 */
public final class MetricsServer implements AutoCloseable {
    /** A thousand clients may come in the same instant: who finds no place tries again after a second, a probe too. */
    private static final int BACKLOG = 2048;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static {
        Deadlines.set();
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Endpoints endpoints;

    private MetricsServer(HttpServer server, ExecutorService threads, Endpoints endpoints) {
        this.server = server;
        this.threads = threads;
        this.endpoints = endpoints;
    }

    /**
     * Listens at once. Until {@link #ready} is called, {@code /-/ready} answers 503 and everything else works.
     *
     * @param listen port 0 takes any free one, see {@link #address}
     * @throws ServerException if it cannot listen there
     */
    public static MetricsServer start(InetSocketAddress listen, Exposition exposition, Site site) {
        return start(listen, exposition, site, Optional.empty(), () -> Protection.NONE);
    }

    /**
     * The same with protection.
     *
     * @param tls empty: plain HTTP
     * @param protection asked for at each request
     * @throws ServerException also if TLS cannot be served
     */
    public static MetricsServer start(
            InetSocketAddress listen,
            Exposition exposition,
            Site site,
            Optional<Tls> tls,
            Supplier<Protection> protection) {
        return start(listen, new Endpoints(exposition, site), tls.map(TlsConfigurator::of), protection);
    }

    static MetricsServer start(InetSocketAddress listen, Endpoints endpoints) {
        return start(listen, endpoints, Optional.empty(), () -> Protection.NONE);
    }

    private static MetricsServer start(
            InetSocketAddress listen,
            Endpoints endpoints,
            Optional<TlsConfigurator> tls,
            Supplier<Protection> protection) {
        HttpServer server = bound(listen, tls);
        ExecutorService threads = threads();
        server.setExecutor(threads);
        server.createContext("/", new Guard(endpoints.router(), protection));
        server.start();
        return new MetricsServer(server, threads, endpoints);
    }

    /**
     * Sets the limits of the JDK's HTTP server. They are read once in a process, so this comes before the first server of any
     * kind in it.
     */
    public static void setLimits() {
        Deadlines.set();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return server instanceof HttpsServer ? "https" : "http";
    }

    /** From now on {@code /-/ready} answers 200, until the server is closed. */
    public void ready() {
        endpoints.ready();
    }

    /** {@code /-/ready} answers 503 again: to be called first of all when the process is told to end. */
    public void unready() {
        endpoints.unready();
    }

    /** Takes no further scrapes, lets those under way finish for up to two seconds, and closes all connections. */
    @Override
    public void close() {
        endpoints.drain(PATIENCE);
        // 0, for JDK 17 sleeps through any other delay even when nothing is under way
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bound(InetSocketAddress listen, Optional<TlsConfigurator> tls) {
        String where = listen.getHostString() + ":" + listen.getPort();
        if (listen.isUnresolved()) {
            throw new ServerException(
                    "cannot listen on " + where
                            + ": the host name is unknown here; listen on 0.0.0.0 for all addresses of this host",
                    new IOException("unresolved"));
        }
        try {
            if (tls.isEmpty()) {
                return HttpServer.create(listen, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(listen, BACKLOG);
            server.setHttpsConfigurator(tls.get());
            return server;
        } catch (IOException e) {
            throw new ServerException("cannot listen on " + where + ": " + advice(e, listen), e);
        }
    }

    private static String advice(IOException e, InetSocketAddress listen) {
        String cause = String.valueOf(e.getMessage());
        if (cause.contains("Permission denied")) {
            return "ports below 1024 need a privilege; choose another one";
        }
        if (cause.contains("in use")) {
            return "another process uses port " + listen.getPort() + "; stop it, or choose another port";
        }
        if (e instanceof BindException) {
            return cause + "; the address must be one of this host, or 0.0.0.0 for all of them";
        }
        return cause;
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Deadlines.THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
