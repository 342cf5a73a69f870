package io.mlopsexporter.cli;

import io.mlopsexporter.backfill.BackfillException;
import io.mlopsexporter.config.ConfigException;
import io.mlopsexporter.exposition.ServerException;
import io.mlopsexporter.store.StoreException;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 fine, 1 it failed, 2 wrong usage or configuration. */
@Command(
        name = "mlops-exporter",
        description = "Measures how ML teams deliver, and how their platform serves them, as Prometheus metrics.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ReportCommand.class,
            BackfillCommand.class,
            ExplainCommand.class,
            AssessCommand.class,
            DemoCommand.class
        },
        footerHeading = "%nStart here:%n",
        footer = {
            "  mlops-exporter demo                              see it work, without credentials",
            "  GITHUB_TOKEN=… mlops-exporter check --github-org acme   what would be measured, and why",
            "  GITHUB_TOKEN=… mlops-exporter run --github-org acme     poll, and serve :10808/metrics",
            "",
            "Exit codes: 0 fine, 1 it failed, 2 wrong usage or configuration."
        })
public final class Main implements Runnable {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // Logs and dates are in UTC wherever the process runs.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        int code = commandLine().execute(arguments);
        Ending.done();
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((exception, line, result) -> {
                    if (exception instanceof ConfigException) {
                        line.getErr().println(exception.getMessage());
                        return WRONG_USAGE;
                    }
                    if (exception instanceof StoreException
                            || exception instanceof ServerException
                            || exception instanceof BackfillException) {
                        line.getErr().println("mlops-exporter: " + exception.getMessage());
                        return FAILED;
                    }
                    exception.printStackTrace(line.getErr());
                    return FAILED;
                });
    }

    @Override
    public void run() {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(
                command.commandLine(), "Which command? One of run, check, report, explain, assess, backfill, demo.");
    }
}
