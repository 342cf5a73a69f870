package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.poll.SourceStatus;
import io.mlopsexporter.store.EventStore;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the figures, for people and for programs. */
@Command(
        name = "report",
        description =
                "Polls once and prints the figures; with --stored prints what the store holds, without a request.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = {"-w", "--window"},
            paramLabel = "WINDOW",
            description = "One of the configured windows; default: the middle one.")
    private @Nullable String window;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (default), markdown or json.")
    private Report.Format format = Report.Format.table;

    @Option(names = "--stored", description = "Do not poll; works beside a running agent.")
    private boolean stored;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Config config = options.read();
        String chosen = window(config);
        try (EventStore store =
                stored ? StoreWiring.openReadOnly(config.store()) : StoreWiring.openToPoll(config.store())) {
            return report(config, store, chosen);
        }
    }

    private int report(Config config, EventStore store, String chosen) {
        InstantSource clock = InstantSource.system();
        List<Wired> wired = Agent.wire(config, clock, GitHubWiring.Pace.POLITE, PeopleKey.of(config, store));
        try (Agent agent = new Agent(config, store, wired, clock, (figures, log, board) -> {})) {
            if (!store.isReadOnly()) {
                agent.poller().once();
            }
            Figures figures = agent.figures(agent.poller().log(), agent.poller().board());
            PrintWriter out = command().commandLine().getOut();
            new Report(
                            figures,
                            agent.platform(
                                    figures,
                                    agent.poller().log(),
                                    agent.poller().board()),
                            chosen)
                    .print(format, out);
            out.flush();
            return complain(agent, figures);
        }
    }

    /** A figure that is missing has a reason, which belongs beside the report. */
    private int complain(Agent agent, Figures figures) {
        PrintWriter err = SafeLines.to(command().commandLine().getErr());
        int code = complain(agent, err);
        figures.mappingProblems().forEach(problem -> err.println(problem.subject() + ": " + problem.text()));
        figures.unmappedIncidents().forEach((source, count) -> {
            if (count > 0) {
                err.println(source + ": " + count
                        + " incidents are of services of no application, and in no figure; check tells which");
            }
        });
        err.flush();
        return code;
    }

    /** What is wrong with the sources; gives the exit code that follows. */
    static int complain(Agent agent, PrintWriter err) {
        int code = 0;
        for (SourceStatus status : agent.poller().board().statuses().values()) {
            if (status.error().isPresent()) {
                err.println(status.source() + ": " + status.error().get());
                code = Main.FAILED;
            } else if (status.asOf().isEmpty()) {
                err.println(status.source() + ": never polled to the end; its figures are left out");
                code = Main.FAILED;
            }
            status.problems().forEach(problem -> err.println(problem.subject() + ": " + problem.text()));
        }
        err.flush();
        return code;
    }

    private String window(Config config) {
        var labels = config.metrics().windows().stream()
                .map(io.mlopsexporter.config.Window::label)
                .toList();
        if (window == null) {
            return labels.get(labels.size() / 2);
        }
        if (!labels.contains(window)) {
            throw new ParameterException(
                    command().commandLine(), "--window " + window + ": expected one of " + String.join(", ", labels));
        }
        return window;
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
