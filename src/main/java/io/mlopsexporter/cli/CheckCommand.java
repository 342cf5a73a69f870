package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.assessment.AssessmentSource;
import io.mlopsexporter.source.cost.DailySource;
import io.mlopsexporter.source.cost.FocusSource;
import io.mlopsexporter.source.github.GitHubSource;
import io.mlopsexporter.source.github.Overview;
import io.mlopsexporter.source.mlflow.MlflowSource;
import io.mlopsexporter.source.pagerduty.PagerDutySource;
import io.mlopsexporter.source.survey.SurveySource;
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
                    + " team and why; whose incidents each service's are; whose use of the platform is counted, and by what; what is left out; which permission is missing.",
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
        PrintWriter out =
                SafeLines.to(Objects.requireNonNull(spec).commandLine().getOut());
        CheckedCapabilities capabilities = new CheckedCapabilities(config, out);
        CheckedServices services = new CheckedServices(config, out, capabilities);
        CheckedPlatform platform = new CheckedPlatform(config, out);
        CheckedModels models = new CheckedModels(config, out);
        int wrong = 0;
        InstantSource clock = InstantSource.system();
        for (Wired wired : Agent.wire(config, clock, GitHubWiring.Pace.POLITE, PeopleKey.unkept(config))) {
            try (wired) {
                wrong += check(config, wired, services, models, platform, capabilities, out);
            }
        }
        wrong += models.print();
        services.models(models.told());
        wrong += services.print();
        platform.print();
        capabilities.add(models.told().applications().values());
        capabilities.add(models.told().experiments().values());
        capabilities.print();
        out.println(
                wrong == 0
                        ? "All good: run would measure this."
                        : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong, see above.");
        out.flush();
        return wrong == 0 ? 0 : Main.FAILED;
    }

    private static int check(
            Config config,
            Wired wired,
            CheckedServices services,
            CheckedModels models,
            CheckedPlatform platform,
            CheckedCapabilities capabilities,
            PrintWriter out) {
        String name = wired.source().name();
        if (wired.source() instanceof PagerDutySource pagerDuty) {
            // Whose its services are is known once every source was asked.
            services.ask(name, pagerDuty);
            return 0;
        }
        if (wired.source() instanceof MlflowSource mlflow) {
            // Whose its models are, too.
            models.ask(name, mlflow);
            return 0;
        }
        out.println(name);
        try {
            if (wired.source() instanceof GitHubSource gitHub) {
                Scratch scratch = models.journal();
                Overview overview = gitHub.overview(scratch);
                capabilities.files(scratch.log(), overview.asOf());
                services.applications(overview);
                platform.take(overview);
                int wrong = gitHub(overview, out);
                CheckedSupport.print(scratch.log(), out);
                return wrong;
            }
            if (wired.source() instanceof SurveySource survey) {
                CheckedSurvey.print(survey.survey(), survey.overview(), out);
            }
            if (wired.source() instanceof AssessmentSource assessment) {
                CheckedAssessment.print(assessment.overview(), out);
            }
            if (wired.source() instanceof FocusSource bills) {
                new CheckedCost(config, name, out).print(bills.overview());
            }
            if (wired.source() instanceof DailySource days) {
                new CheckedCost(config, name, out).print(days.overview());
            }
            return 0;
        } catch (SourceException e) {
            if (wired.source() instanceof GitHubSource) {
                services.applicationsUnknown();
            }
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
