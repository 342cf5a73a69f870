package io.mlopsexporter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.PlatformExplanation;
import io.mlopsexporter.explain.Question;
import io.mlopsexporter.explain.Unanswerable;
import io.mlopsexporter.explain.view.ExplanationJson;
import io.mlopsexporter.explain.view.Slice;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.store.EventStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what figures were counted from, and why. */
@Command(
        name = "explain",
        description = {
            "Shows the deployments, changes and incidents behind the figures of an application, how each was counted, and"
                    + " what was left out and why. Reads the store, beside a running agent or alone, without a request."
        },
        footer = {
            "",
            "  mlops-exporter explain -c exporter.yml fraud-api                 all of an application",
            "  mlops-exporter explain -c exporter.yml fraud-api change_failure  one metric of it",
            "  mlops-exporter explain -c exporter.yml --team fraud lead_time    one metric of a team",
            "  mlops-exporter explain -c exporter.yml --organization --json     all there is, as JSON"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    private static final int ROWS = 20;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(
            arity = "0..2",
            paramLabel = "APPLICATION [METRIC]",
            hideParamSyntax = true,
            description = {
                "An application's name, and a metric's as on /metrics, with or without dora_ (lead_time, rework_ratio);"
                        + " without METRIC: all. With --team, --organization or --platform only METRIC."
            })
    private List<String> names = new ArrayList<>();

    @Option(names = "--team", paramLabel = "TEAM", description = "The team as a whole.")
    private @Nullable String team;

    @Option(names = "--organization", description = "The organisation as a whole.")
    private boolean organization;

    @Option(
            names = "--platform",
            description = "The platform: who uses it, surveys, support, what it costs, capabilities, and maturity.")
    private boolean platform;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Which environment, of an application that has several; default: production.")
    private @Nullable String environment;

    @Option(
            names = {"-w", "--window"},
            paramLabel = "WINDOW",
            description = "One of the configured windows; default: the middle one.")
    private @Nullable String window;

    @Option(names = "--json", description = "Print everything as JSON: each figure can be computed from it anew.")
    private boolean json;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            description = "How many rows of each list; 0: all. Default: " + ROWS)
    private int rows = ROWS;

    @Option(names = "--poll", description = "Poll once before; not beside a running agent.")
    private boolean poll;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Question question = question();
        Config config = options.read();
        try (EventStore store =
                poll ? StoreWiring.openToPoll(config.store()) : StoreWiring.openReadOnly(config.store())) {
            return explain(config, store, question);
        }
    }

    private Question question() {
        boolean rollUp = organization || platform || team != null;
        if (platform && (organization || team != null)) {
            throw wrong("--platform stands alone");
        }
        if (organization && team != null) {
            throw wrong("--team or --organization, not both");
        }
        if (rollUp && names.size() > 1) {
            throw wrong(
                    "with --team, --organization or --platform there is only METRIC, not: " + String.join(" ", names));
        }
        if (!rollUp && names.isEmpty()) {
            throw wrong(
                    "Which APPLICATION? Or --team TEAM, --organization, or --platform; report lists what there is.");
        }
        if (rows < 0) {
            throw wrong("--rows " + rows + ": expected a number of 0 or more");
        }
        int metric = rollUp ? 0 : 1;
        return new Question(
                Optional.ofNullable(team),
                rollUp ? Optional.empty() : Optional.of(names.get(0)),
                Optional.empty(),
                Optional.ofNullable(environment),
                names.size() > metric ? Optional.of(names.get(metric)) : Optional.empty(),
                Optional.ofNullable(window));
    }

    private int explain(Config config, EventStore store, Question question) {
        InstantSource clock = InstantSource.system();
        List<Wired> wired = Agent.wire(config, clock, GitHubWiring.Pace.POLITE, PeopleKey.of(config, store));
        try (Agent agent = new Agent(config, store, wired, clock, (figures, log, board) -> {})) {
            if (!store.isReadOnly()) {
                agent.poller().once();
            }
            EventLog log = agent.poller().log();
            Figures figures = agent.figures(log, agent.poller().board());
            if (platform) {
                printPlatform(agent.platform(figures, log, agent.poller().board()), question);
            } else {
                print(agent.explainer(figures, log).explain(question));
            }
            return ReportCommand.complain(agent, command().commandLine().getErr());
        } catch (Unanswerable e) {
            command().commandLine().getErr().println(e.getMessage());
            return Main.WRONG_USAGE;
        }
    }

    private void printPlatform(PlatformFigures figures, Question question) {
        PrintWriter plain = command().commandLine().getOut();
        PrintWriter out = json ? plain : SafeLines.to(plain);
        List<PlatformExplanation.Line> lines =
                PlatformExplanation.of(figures, question.metric().orElse(""));
        if (json) {
            out.println(lines.stream()
                    .map(line -> JsonNodeFactory.instance
                            .objectNode()
                            .put("of", line.of())
                            .put("metric", line.metric())
                            .put("text", line.text()))
                    .map(node -> "  " + node)
                    .collect(Collectors.joining(",\n", "[\n", "\n]")));
        } else {
            String of = "";
            for (PlatformExplanation.Line line : lines) {
                if (!line.of().equals(of)) {
                    of = line.of();
                    out.println(of);
                }
                out.println("  " + line.metric() + "  " + line.text());
            }
        }
        if (lines.isEmpty()) {
            command().commandLine().getErr().println("nothing of the platform is known that bears this name");
        }
        out.flush();
    }

    private void print(Explanation explanation) {
        PrintWriter out = command().commandLine().getOut();
        if (json) {
            try {
                ExplanationJson.write(explanation, Slice.ALL, out);
            } catch (IOException e) {
                throw new UncheckedIOException("standard output", e);
            }
            out.println();
        } else {
            new ExplanationText(explanation, rows, out).print();
        }
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }
}
