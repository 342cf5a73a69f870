package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.IndicatorConfig;
import io.mlopsexporter.config.IndicatorConfig.Dimension;
import io.mlopsexporter.config.IndicatorConfig.Scope;
import io.mlopsexporter.config.TeamConfig;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the model of maturity as a questionnaire. */
@Command(
        name = "assess",
        description = {
            "Prints the model of maturity as a questionnaire, for the platform and each configured team. Fill it in and"
                    + " configure it as maturity.assessment_file."
        },
        footer = {"", "  mlops-exporter assess -c exporter.yml > maturity.yml"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AssessCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Config config = options.read();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        out.println(
                "# How mature are we? In place of each \"unknown\" write 0, 0.25, 0.5, 0.75 or 1; leave it where nobody can tell.");
        out.println(
                "# Talk it over in the team: what the answers start is worth more than the scores. Answers are shown for 365 days,");
        out.println("# as stale after 180. role: team, lead, manager, platform_team or other; write no names.");
        out.println(
                "# What is measured from events need not be answered: an answer counts only where nothing could be measured.");
        out.println("assessments:");
        List<IndicatorConfig> model = config.maturity().indicators();
        print("platform: true", Scope.PLATFORM, model, today, out);
        if (config.teams().isEmpty()) {
            print("team: NAME    # as in the label ml_team; one such block for each", Scope.TEAM, model, today, out);
        }
        for (TeamConfig team : config.teams()) {
            if (team.platform()) {
                print("team: " + quoted(team.name()), Scope.TEAM, model, today, out);
            }
        }
        out.flush();
        return 0;
    }

    private static void print(String head, Scope scope, List<IndicatorConfig> model, LocalDate today, PrintWriter out) {
        List<IndicatorConfig> asked =
                model.stream().filter(one -> one.scope() == scope).toList();
        if (asked.isEmpty()) {
            return;
        }
        out.println();
        out.println("  - " + head);
        out.println("    assessed_on: " + today);
        out.println("    role: " + (scope == Scope.PLATFORM ? "platform_team" : "team"));
        out.println("    scores:");
        for (Dimension dimension : Dimension.values()) {
            asked.stream().filter(one -> one.dimension() == dimension).forEach(one -> print(one, out));
        }
    }

    private static void print(IndicatorConfig one, PrintWriter out) {
        String indent = "      ";
        String measured = one.formula().isPresent() ? ", measured where enough happens" : "";
        out.println();
        out.println(indent + "# " + one.dimension().name().toLowerCase(Locale.ROOT) + measured);
        out.println(indent + "#   0    " + one.immature());
        if (!one.halfway().isEmpty()) {
            out.println(indent + "#   0.5  " + one.halfway());
        }
        out.println(indent + "#   1    " + one.mature());
        out.println(indent + one.name() + ": unknown");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
