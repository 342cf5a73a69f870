package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubSource;
import io.mlopsexporter.source.github.Overview;
import io.mlopsexporter.source.pagerduty.PagerDutySource;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what would be polled and counted. */
@Command(
        name = "check",
        description = {
            "Says what would be polled and counted: which repository is which application, by which signal, of which"
                    + " team and why; whose incidents each service's are; what is left out; which permission is missing.",
            "Reads the sources, writes nothing. Exit code 1 if anything is wrong."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Config config = options.read();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        CheckedServices services = new CheckedServices(config, out);
        int wrong = 0;
        InstantSource clock = InstantSource.system();
        for (Wired wired : Agent.wire(config, clock, GitHubWiring.Pace.POLITE)) {
            try (wired) {
                wrong += check(wired, services, out);
            }
        }
        wrong += services.print();
        out.println(
                wrong == 0
                        ? "All good: run would measure this."
                        : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong, see above.");
        out.flush();
        return wrong == 0 ? 0 : Main.FAILED;
    }

    private static int check(Wired wired, CheckedServices services, PrintWriter out) {
        String name = wired.source().name();
        if (wired.source() instanceof PagerDutySource pagerDuty) {
            // Whose its services are is known once every source was asked.
            services.ask(name, pagerDuty);
            return 0;
        }
        out.println(name);
        try {
            if (wired.source() instanceof GitHubSource gitHub) {
                Overview overview = gitHub.overview(new Scratch());
                services.applications(overview);
                return gitHub(overview, out);
            }
            return 0;
        } catch (SourceException e) {
            services.applicationsUnknown();
            out.println("  error: " + e.getMessage());
            return 1;
        }
    }

    private static int gitHub(Overview overview, PrintWriter out) {
        List<List<String>> rows = overview.repositories().stream()
                .flatMap(line -> line.applications().stream()
                        .map(application -> List.of(
                                line.name(),
                                application.name(),
                                application.team(),
                                application.signal().key(),
                                application.chosen())))
                .toList();
        out.println("  " + counted(rows.size(), "application") + " in "
                + counted(overview.repositories().size(), "repository"));
        if (!rows.isEmpty()) {
            out.println();
            Columns.print(List.of("repository", "application", "team", "deployments from", "why"), rows, "  ", out);
        }
        List<String> unmatched = overview.unmatched();
        if (!unmatched.isEmpty()) {
            out.println();
            out.println("  no sign of deployments to production in " + counted(unmatched.size(), "repository")
                    + ", so no application (nothing is wrong with that; to measure one, configure it under teams):");
            unmatched.forEach(repository -> out.println("    " + repository));
        }
        issues(overview, out);
        out.println();
        overview.problems().forEach(problem -> out.println("  problem: " + problem.subject() + ": " + problem.text()));
        if (rows.isEmpty()) {
            out.println("  error: there is nothing to measure: no repository shows deployments to production;"
                    + " configure where they are found under teams");
        }
        return overview.problems().size() + (rows.isEmpty() ? 1 : 0);
    }

    private static void issues(Overview overview, PrintWriter out) {
        if (overview.issues().isEmpty()) {
            return;
        }
        out.println();
        Columns.print(
                List.of("issues that are incidents", "label", "application", "incidents", "open"),
                overview.issues().stream()
                        .map(issues -> List.of(
                                issues.service().name().replaceFirst("#.*", ""),
                                issues.service().name().replaceFirst("[^#]*#", ""),
                                applications(overview, issues.service().service()),
                                Integer.toString(issues.incidents()),
                                Integer.toString(issues.open())))
                        .toList(),
                "  ",
                out);
    }

    private static String applications(Overview overview, String service) {
        return overview.repositories().stream()
                .flatMap(line -> line.applications().stream())
                .filter(application -> application.incidentServices().contains(service))
                .map(Application::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String counted(int number, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }
}
