package io.mlopsexporter.cli;

import io.mlopsexporter.backfill.Backfill;
import io.mlopsexporter.backfill.DayFiles;
import io.mlopsexporter.backfill.Destination;
import io.mlopsexporter.backfill.RemoteWrite;
import io.mlopsexporter.backfill.TargetLabels;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.Window;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.metric.Units;
import io.mlopsexporter.poll.SourceStatus;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.store.EventStore;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings what the figures were on past days to a Prometheus. */
@Command(
        name = "backfill",
        description = {
            "Computes every figure as it stood on each past day (one point a day, at 00:00 UTC) from the events in the store, and",
            "writes one OpenMetrics file a day, or pushes the points to a remote-write receiver. Polls nothing; works beside a",
            "running agent. A later call goes on where an earlier one ended.",
            "",
            "Only events up to each instant are seen: an incident that ended later was open then. Applications and teams are",
            "today's. The latest four hours are left to Prometheus's own scrapes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nAfterwards:%n",
        footer = {
            "  for day in DIR/*.om; do promtool tsdb create-blocks-from openmetrics \"$day\" PROMETHEUS_DATA; done",
            "  Prometheus drops what is older than --storage.tsdb.retention.time (15 d by default): raise it first."
        })
final class BackfillCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @ArgGroup(multiplicity = "1")
    private @Nullable Where where;

    static final class Where {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description = "Write DIR/2026-01-31.om and so on.")
        private @Nullable Path output;

        @Option(
                names = "--remote-write",
                paramLabel = "URL",
                description = {
                    "Push to http://prometheus:9090/api/v1/write. Prometheus needs --web.enable-remote-write-receiver, and",
                    "storage.tsdb.out_of_order_time_window as long as the history."
                })
        private @Nullable URI remoteWrite;
    }

    @Option(
            names = {"-l", "--label"},
            paramLabel = "NAME=VALUE",
            description = {
                "A label that Prometheus adds to the exporter's live series; repeat it for each. instance is needed; job is",
                "mlops-exporter unless given. With the operator also namespace, service, pod, container and endpoint."
            })
    private final Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day; default: the first that has a whole window before it.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day; default: today, if it is four hours old.")
    private @Nullable LocalDate until;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Remember the last day pushed in this file, and go on after it.")
    private @Nullable Path state;

    @Option(names = "--bearer-token-file", paramLabel = "FILE", description = "Credential for the receiver.")
    private @Nullable Path tokenFile;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Config config = options.read();
        InstantSource clock = InstantSource.system();
        TargetLabels target = target();
        try (EventStore store = StoreWiring.openReadOnly(config.store());
                Agent agent = new Agent(
                        config,
                        store,
                        Agent.wire(config, clock, GitHubWiring.Pace.POLITE, PeopleKey.of(config, store)),
                        clock,
                        (figures, log, board) -> {})) {
            Optional<Instant> known = agent.knownUntil(agent.poller().board());
            if (known.isEmpty()) {
                return incomplete(agent);
            }
            List<LocalDate> days = days(config, known.get(), clock.instant());
            Destination destination = destination(config, target);
            EventLog log = agent.poller().log();
            int brought =
                    Backfill.run(days, at -> agent.history(log, known.get(), at), destination, progress(days.size()));
            tell(days, brought);
            return 0;
        }
    }

    private TargetLabels target() {
        labels.putIfAbsent("job", "mlops-exporter");
        if (!labels.containsKey("instance")) {
            throw wrong(
                    "--label instance=HOST:PORT is missing: without the instance that Prometheus scrapes, history and live"
                            + " samples would be different series");
        }
        try {
            return new TargetLabels(labels);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    private int incomplete(Agent agent) {
        PrintWriter err = command().commandLine().getErr();
        for (SourceStatus status : agent.poller().board().statuses().values()) {
            if (status.asOf().isEmpty()) {
                err.println(
                        "mlops-exporter: " + status.source() + " was never polled to the end: let the agent run until"
                                + " mlops_exporter_source_up is 1, or run report once, and try again");
            }
        }
        err.flush();
        return Main.FAILED;
    }

    /** The first instant before which there is a whole window, the shortest. */
    static Instant covered(Config config, Instant known) {
        return known.minus(config.polling().history())
                .plus(config.metrics().windows().stream()
                        .map(Window::length)
                        .min(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    private List<LocalDate> days(Config config, Instant known, Instant now) {
        Instant covered = covered(config, known);
        Instant begin =
                from == null ? covered : from.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (begin.isBefore(known.minus(config.polling().history()))) {
            throw wrong("--from " + from + ": expected "
                    + covered.atOffset(ZoneOffset.UTC).toLocalDate()
                    + " or later, as polling.history reaches no further");
        }
        Instant end = until == null
                ? known
                : until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
        List<LocalDate> days = Backfill.days(begin, end.isBefore(known) ? end : known, now);
        if (days.isEmpty()) {
            throw wrong("no day to bring: the store is known from "
                    + covered.atOffset(ZoneOffset.UTC).toLocalDate() + " to " + known
                    + ", and the latest four hours are left out");
        }
        return days;
    }

    private Destination destination(Config config, TargetLabels target) {
        Where chosen = Objects.requireNonNull(where);
        if (chosen.output != null) {
            if (state != null || tokenFile != null) {
                throw wrong("--state and --bearer-token-file belong to --remote-write");
            }
            return new DayFiles(chosen.output, target, "configuration " + Fingerprint.of(config));
        }
        URI receiver = Objects.requireNonNull(chosen.remoteWrite);
        if (receiver.getHost() == null
                || !("http".equals(receiver.getScheme()) || "https".equals(receiver.getScheme()))) {
            throw wrong("--remote-write " + receiver + ": expected a URL as http://prometheus:9090/api/v1/write");
        }
        Optional<Secret> token = Optional.ofNullable(tokenFile).map(Secret::file);
        return new RemoteWrite(
                receiver,
                target,
                () -> token.map(secret -> "Bearer " + secret.value()),
                Optional.ofNullable(state),
                Duration.ofSeconds(1));
    }

    private ObjIntConsumer<LocalDate> progress(int total) {
        var display = ProgressDisplay.choose(InstantSource.system());
        return (day, done) -> display.progressed("backfill", new SourceStatus.Progress(day.toString(), done, total));
    }

    private void tell(List<LocalDate> days, int brought) {
        PrintWriter out = command().commandLine().getOut();
        var words = new ArrayList<String>();
        words.add(days.get(0) + " to " + days.get(days.size() - 1) + ": " + Units.count(days.size()) + " days, "
                + Units.count(brought) + " brought now");
        if (Objects.requireNonNull(where).output != null) {
            words.add("for day in " + where.output
                    + "/*.om; do promtool tsdb create-blocks-from openmetrics \"$day\" PROMETHEUS_DATA; done");
        }
        words.forEach(out::println);
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
