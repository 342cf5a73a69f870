package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ServerConfig;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.exposition.Exposition;
import io.mlopsexporter.exposition.MetricsServer;
import io.mlopsexporter.exposition.Protection;
import io.mlopsexporter.exposition.Site;
import io.mlopsexporter.exposition.SourceStatus;
import io.mlopsexporter.metric.AgentStatus;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Facts;
import io.mlopsexporter.poll.Board;
import io.mlopsexporter.store.EventStore;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: store, polls, and what is served of them. */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final EventStore store;
    private final Agent agent;
    private final SelfMetrics self;
    private final Exposition exposition;
    private final Consumer<Figures> whenReady;
    private final MappingLog mappings = new MappingLog();
    private boolean ready;
    /** Null until the store's figures are there to be served. */
    private volatile @Nullable MetricsServer server;

    /** @throws io.mlopsexporter.store.StoreException or io.mlopsexporter.exposition.ServerException, before anything is polled */
    Service(Config config, InstantSource clock) {
        this(config, clock, GitHubWiring.Pace.POLITE, figures -> {});
    }

    /** @param whenReady gets the figures that the first polls led to */
    Service(Config config, InstantSource clock, GitHubWiring.Pace pace, Consumer<Figures> whenReady) {
        this.whenReady = whenReady;
        self = new SelfMetrics(clock.instant());
        store = EventStore.open(config.store().url());
        try {
            agent = new Agent(config, store, Agent.wire(config, clock, pace), clock, this::derived);
            exposition = new Exposition(List::of);
            // before the port opens: the first scrape after a restart sees what the store held
            agent.poller().derive();
            server = serve(config.server());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
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
        return new Site(Version.number(), this::statuses, Map.of());
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
        exposition.publish(Catalog.families(
                new Facts(figures, agent.platform(figures, log), status),
                agent.config().metrics().maxSeries()));
        MetricsServer opened = server;
        if (!ready && opened != null && board.everySourcePolled()) {
            ready = true;
            opened.ready();
            whenReady.accept(figures);
        }
    }

    private List<SourceStatus> statuses() {
        return agent.poller().board().statuses().values().stream()
                .map(status -> new SourceStatus(
                        status.source(), status.succeeded(), status.asOf(), SelfMetrics.detail(status)))
                .toList();
    }

    @Override
    public void close() {
        LOG.info("ending");
        server().unready();
        agent.close();
        server().close();
        store.close();
    }
}
