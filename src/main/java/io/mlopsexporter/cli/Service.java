package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigException;
import io.mlopsexporter.config.ServerConfig;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.explain.view.ExplainPage;
import io.mlopsexporter.exposition.Exposition;
import io.mlopsexporter.exposition.MetricsServer;
import io.mlopsexporter.exposition.Page;
import io.mlopsexporter.exposition.Protection;
import io.mlopsexporter.exposition.Site;
import io.mlopsexporter.exposition.SourceStatus;
import io.mlopsexporter.metric.AgentStatus;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Facts;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.poll.Board;
import io.mlopsexporter.store.EventStore;
import io.mlopsexporter.store.StoreException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: store, polls, and what is served of them. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final Supplier<Config> configuration;
    private final Config started;
    private final InstantSource clock;
    private final GitHubWiring.Pace pace;
    private final EventStore store;
    private volatile Agent agent;
    private final SelfMetrics self;
    private final Exposition exposition;
    private final BiConsumer<Figures, PlatformFigures> whenReady;
    private final MappingLog mappings = new MappingLog();
    /** Of the latest derivation; null before the first. */
    private volatile @Nullable Explainer explainer;

    private volatile @Nullable PlatformFigures platform;

    private volatile boolean ready;
    private boolean closed;
    /** Null until the store's figures are there to be served. */
    private volatile @Nullable MetricsServer server;

    /**
     * @param configuration is read now, and again at each reload
     * @throws ConfigException, io.mlopsexporter.store.StoreException or io.mlopsexporter.exposition.ServerException, before
     *     anything is polled
     */
    Service(Supplier<Config> configuration, InstantSource clock) {
        this(configuration, clock, GitHubWiring.Pace.POLITE, (figures, platform) -> {});
    }

    /** @param whenReady gets the figures that the first polls led to */
    Service(
            Supplier<Config> configuration,
            InstantSource clock,
            GitHubWiring.Pace pace,
            BiConsumer<Figures, PlatformFigures> whenReady) {
        this.configuration = configuration;
        this.started = configuration.get();
        this.clock = clock;
        this.pace = pace;
        this.whenReady = whenReady;
        self = new SelfMetrics(clock.instant());
        store = StoreWiring.open(started.store(), clock.instant());
        try {
            agent = new Agent(started, store, wire(started), clock, this::derived);
            exposition = new Exposition(List::of);
            // before the port opens: the first scrape after a restart sees what the store held
            agent.poller().derive();
            server = serve(started.server());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private List<Wired> wire(Config config) {
        return Agent.wire(config, clock, pace, PeopleKey.of(config, store));
    }

    private MetricsServer serve(ServerConfig config) {
        Optional<WebProtection> web = config.webConfigFile().map(WebProtection::new);
        return MetricsServer.start(
                config.listen().socketAddress(),
                exposition,
                site(),
                web.flatMap(WebProtection::tls),
                web.<Supplier<Protection>>map(found -> found).orElse(() -> Protection.NONE));
    }

    private Site site() {
        Page explain =
                new ExplainPage(() -> Objects.requireNonNull(explainer), () -> Objects.requireNonNull(platform)).page();
        Site site = new Site(Version.number(), this::statuses, Map.of("/explain", explain));
        return started.server().enableLifecycle() ? site.reloadedBy(this::reload) : site;
    }

    void start() {
        InetSocketAddress address = server().address();
        LOG.info(
                "mlops-exporter {} serves {}://{}:{}/metrics",
                Version.number(),
                server().scheme(),
                address.getHostString(),
                address.getPort());
        agent.poller().start();
    }

    /**
     * Reads the configuration again and goes on with it, keeping store and port. Gives what is wrong with it; then the former
     * one stays in use.
     */
    synchronized Optional<String> reload() {
        if (closed) {
            return Optional.of("the agent is ending");
        }
        Optional<String> wrong = replaceAgent();
        wrong.ifPresentOrElse(text -> self.notReloaded(), () -> self.reloaded(clock.instant()));
        // who reads the line finds the metric to agree with it
        agent.poller().derive();
        wrong.ifPresentOrElse(
                text -> LOG.error("not reloaded, the former configuration stays in use: {}", text),
                () -> LOG.info("the configuration was reloaded"));
        return wrong;
    }

    private Optional<String> replaceAgent() {
        try {
            Config changed = configuration.get();
            tellWhatWaits(changed);
            // Records print all their parts, and patterns know no equality.
            if (!changed.toString().equals(agent.config().toString())) {
                goOnWith(changed, wire(changed));
            }
            return Optional.empty();
        } catch (ConfigException | StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void goOnWith(Config changed, List<Wired> wired) {
        try {
            agent = agent.succeededBy(changed, wired, this::derived);
        } catch (StoreException e) {
            wired.forEach(Wired::close);
            throw e;
        }
        agent.poller().derive();
        agent.poller().start();
    }

    private void tellWhatWaits(Config changed) {
        if (!changed.server().equals(started.server())) {
            LOG.warn("server has changed; that holds from the next start");
        }
        if (!changed.store().equals(started.store())) {
            LOG.warn("store has changed; that holds from the next start");
        }
    }

    private MetricsServer server() {
        return Objects.requireNonNull(server);
    }

    int port() {
        return server().address().getPort();
    }

    Agent agent() {
        return agent;
    }

    private void derived(Figures figures, EventLog log, Board board) {
        mappings.tell(figures.mappingProblems());
        AgentStatus status = self.status(log, board.statuses(), agent.wired());
        PlatformFigures latest = agent.platform(figures, log, board);
        exposition.publish(Catalog.families(
                new Facts(figures, latest, status), agent.config().metrics().maxSeries()));
        platform = latest;
        explainer = agent.explainer(figures, log);
        MetricsServer opened = server;
        if (!ready && opened != null && board.everySourcePolled()) {
            ready = true;
            opened.ready();
            whenReady.accept(figures, latest);
        }
    }

    private List<SourceStatus> statuses() {
        return agent.poller().board().statuses().values().stream()
                .map(status -> new SourceStatus(
                        status.source(), status.succeeded(), status.asOf(), SelfMetrics.detail(status)))
                .toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        LOG.info("ending");
        server().unready();
        agent.close();
        server().close();
        store.close();
    }
}
