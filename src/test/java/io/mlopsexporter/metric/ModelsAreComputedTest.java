package io.mlopsexporter.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of models in the documentation: its events lead to its values. */
class ModelsAreComputedTest {
    private static final Path PAGE = Path.of("docs/how-figures-are-computed.md");
    private static final Instant AS_OF = Instant.parse("2026-06-30T00:00:00Z");
    private static final String MODEL = "mlflow/fraud-detector";

    @Test
    void thePagesEvents_leadToThePagesFigures() throws IOException {
        var asOf = new AsOf(Map.of("mlflow", AS_OF, "pagerduty", AS_OF), Set.of("mlflow"), Set.of("pagerduty"));
        var agent = new AgentStatus(
                new AgentStatus.Build("1", "17"), List.of(), Map.of(), new AgentStatus.Reload(true, AS_OF));
        var facts = new Facts(
                Dora.figures(log(), Policy.DEFAULT, asOf),
                new PlatformFigures(Optional.empty(), List.of(), Optional.empty()),
                agent);
        var derived = new TreeMap<String, Double>();
        for (Family family : Catalog.families(facts)) {
            for (Family.Sample sample : family.samples()) {
                String labels = sample.labels().stream()
                        .filter(label -> !Set.of("ml_team", "application", "kind", "deploy_environment")
                                .contains(label.name()))
                        .map(label -> label.name() + "=\"" + label.value() + "\"")
                        .collect(Collectors.joining(","));
                derived.put("`" + family.name() + "{" + labels + "}`", sample.value());
            }
        }
        List<List<String>> told = table("figure of the model");

        assertThat(told).hasSizeGreaterThan(10);
        told.forEach(row -> assertThat(derived.get(row.get(0)))
                .as(row.get(0))
                .isCloseTo(Double.parseDouble(row.get(1)), within(1e-6)));
    }

    private static EventLog log() throws IOException {
        var events = new ArrayList<Event>();
        events.add(new RegisteredModel(
                MODEL, "fraud-detector", Instant.parse("2025-01-01T00:00:00Z"), Optional.empty(), Optional.empty()));
        events.add(new Application(
                MODEL,
                "fraud-detector",
                "fraud",
                Kind.MODEL,
                MODEL,
                Signal.MLFLOW,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "configured"));
        for (List<String> row : table("model version *")) {
            int number = Integer.parseInt(row.get(0));
            String oid = "%040x".formatted(number);
            instant(row.get(1)).ifPresent(at -> events.add(new NamedCommit("github/1", oid, Optional.of(at))));
            events.add(new ModelVersion(
                    MODEL,
                    "fraud-detector",
                    number,
                    Instant.parse(row.get(4)),
                    Optional.of(new ModelVersion.TrainingRun(
                            "run" + number,
                            instant(row.get(2)),
                            instant(row.get(3)),
                            Optional.of(oid),
                            Optional.empty())),
                    Optional.empty()));
        }
        for (List<String> row : table("what tells *")) {
            Instant at = Instant.parse(row.get(2));
            events.add(new Deployment(
                    MODEL + "/" + row,
                    row.get(1),
                    MODEL,
                    Signal.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    row.get(1),
                    "production",
                    "production",
                    false,
                    "",
                    row.get(0).equals("mlflow_tag") ? "tag deployed_at" : "alias champion",
                    at,
                    Optional.of(at),
                    Optional.empty(),
                    Optional.empty()));
        }
        return EventLog.of(events);
    }

    private static Optional<Instant> instant(String cell) {
        return cell.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(cell));
    }

    /** The rows of the table whose first column has this name. */
    private static List<List<String>> table(String first) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| " + first + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }
}
