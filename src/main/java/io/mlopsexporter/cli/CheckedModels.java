package io.mlopsexporter.cli;

import io.mlopsexporter.config.ApplicationConfig;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelOwners;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.mlflow.MlflowSource;
import io.mlopsexporter.source.mlflow.Overview;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code check} says of the models of registries: whose each is follows from the repositories too. */
final class CheckedModels {
    private final Config config;
    private final Scratch.Told told = new Scratch.Told();
    private final PrintWriter out;
    private final Map<String, Optional<Overview>> overviews = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();

    CheckedModels(Config config, PrintWriter out) {
        this.config = config;
        this.out = out;
    }

    /** For a source whose repositories tell whose models are. */
    Scratch journal() {
        return new Scratch(told);
    }

    /** All that sources have told, with every model in the hands of its team. */
    EventLog told() {
        return ModelOwners.settled(told.log());
    }

    void ask(String server, MlflowSource source) {
        try {
            overviews.put(server, Optional.of(source.overview(journal())));
        } catch (SourceException e) {
            overviews.put(server, Optional.empty());
            errors.put(server, String.valueOf(e.getMessage()));
        }
    }

    /** Gives how many things are wrong. */
    int print() {
        EventLog log = told();
        int wrong = errors.size();
        for (Map.Entry<String, Optional<Overview>> server : overviews.entrySet()) {
            out.println(server.getKey());
            if (server.getValue().isEmpty()) {
                out.println("  error: " + errors.get(server.getKey()));
            } else {
                wrong += print(server.getKey(), server.getValue().get(), log);
            }
            out.println();
        }
        return wrong + (errors.isEmpty() ? printMissing(log) : 0);
    }

    private int print(String server, Overview overview, EventLog log) {
        List<Application> applications = log.applications().values().stream()
                .filter(application -> application.id().startsWith(server + "/"))
                .toList();
        out.println("  " + CheckCommand.counted(applications.size(), "model") + " of "
                + (applications.size() + overview.others().size()) + " as applications; runs of "
                + CheckCommand.counted(overview.experiments(), "experiment"));
        if (!applications.isEmpty()) {
            out.println();
            Columns.print(
                    List.of("model", "application", "team", "why"),
                    applications.stream()
                            .map(application -> row(application, log))
                            .toList(),
                    "  ",
                    out);
        }
        if (!overview.others().isEmpty()) {
            out.println();
            out.println("  no sign of production in "
                    + CheckCommand.counted(overview.others().size(), "model")
                    + ", so no application (nothing is wrong with that; to measure one, configure it under teams,"
                    + " or name its aliases in production_aliases):");
            overview.others().forEach(model -> out.println("    " + model));
        }
        overview.problems().forEach(problem -> out.println("  problem: " + problem.subject() + ": " + problem.text()));
        return overview.problems().size();
    }

    private static List<String> row(Application application, EventLog log) {
        String model = Optional.ofNullable(log.models().get(application.repository()))
                .map(found -> found.name())
                .orElse(application.repository());
        return List.of(model, application.name(), application.team(), application.chosen());
    }

    private int printMissing(EventLog log) {
        Set<String> names =
                log.models().values().stream().map(model -> model.name()).collect(Collectors.toSet());
        List<String> missing = config.teams().stream()
                .flatMap(team -> team.applications().stream())
                .map(ApplicationConfig::model)
                .flatMap(Optional::stream)
                .filter(model -> !names.contains(model))
                .toList();
        missing.forEach(model -> out.println("  problem: application of model " + model + ": "
                + (config.mlflow().isEmpty()
                        ? "no MLflow server is configured; add one under mlflow"
                        : "there is no such model on " + String.join(", ", overviews.keySet())
                                + "; correct its name (its case matters)")));
        return missing.size();
    }
}
