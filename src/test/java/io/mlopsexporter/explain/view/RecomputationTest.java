package io.mlopsexporter.explain.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.ModelWorld;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.RandomWorld;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.explain.Question;
import io.mlopsexporter.metric.AgentStatus;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Facts;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure follows from its explanation alone. {@code -Dproperty.seed=N} replays one world. */
class RecomputationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static LongStream seeds() {
        Long replayed = Long.getLong("property.seed");
        return replayed == null ? LongStream.range(0, 12) : LongStream.of(replayed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCell_isRecomputed_ofBothSourcesAtOneInstant(long seed) throws IOException {
        check(seed, asOf(World.NOW, Optional.of(World.NOW)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCell_isRecomputed_whenIncidentsLagBehind(long seed) throws IOException {
        check(seed, asOf(World.NOW, Optional.of(World.NOW.minus(Duration.ofHours(31)))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCell_isRecomputed_whenDeploymentsLagBehind(long seed) throws IOException {
        check(seed, asOf(World.NOW.minus(Duration.ofHours(31)), Optional.of(World.NOW)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCell_isRecomputed_withoutASourceOfIncidents(long seed) throws IOException {
        check(seed, new AsOf(Map.of("github", World.NOW), Set.of("github"), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCell_isRecomputed_whileIncidentsAreWithheld(long seed) throws IOException {
        check(seed, asOf(World.NOW, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresOfOneMetric_followFromItsExplanationAlone(long seed) throws IOException {
        EventLog log = new RandomWorld(seed).world().log();
        Figures figures = Dora.figures(log, Policy.DEFAULT, asOf(World.NOW, Optional.of(World.NOW)));
        var explainer = new Explainer(figures, log, Policy.DEFAULT);
        for (String metric : Explainer.metrics()) {
            JsonNode json = json(
                    explainer,
                    new Question(
                            Optional.empty(),
                            Optional.of("app1"),
                            Optional.empty(),
                            Optional.of("production"),
                            Optional.of(metric),
                            Optional.of("90d")));
            SortedMap<String, Double> recomputed = Recomputation.of(json);
            for (JsonNode figure : json.path("figures")) {
                var name = new StringBuilder(
                        figure.path("name").asText() + "{"
                                + "ml_team=\"team1\",application=\"app1\",kind=\"software\",deploy_environment=\"production\",");
                figure.path("labels")
                        .properties()
                        .forEach(label -> name.append(Recomputation.label(
                                label.getKey(), label.getValue().asText())));
                double value = figure.path("value").asDouble();
                assertThat(recomputed.get(name.append('}').toString()))
                        .as("%s of %s", name, recomputed.keySet())
                        .isNotNull()
                        .isCloseTo(value, offset(value));
            }
        }
    }

    private static AsOf asOf(Instant github, Optional<Instant> pagerDuty) {
        Map<String, Instant> instants = new TreeMap<>(Map.of("github", github));
        pagerDuty.ifPresent(instant -> instants.put("pagerduty", instant));
        return new AsOf(instants, Set.of("github"), Set.of("pagerduty"));
    }

    @Test
    void everyCell_isRecomputed_ofModels() throws IOException {
        var world = new ModelWorld("team1")
                .version(1, 2000, 1990, 1980, false)
                .version(2, 700, 690, 680, false)
                .version(3, 400, 100, 380, false)
                .version(4, 300, 290, 280, false)
                .version(5, 90, 80, 70, false)
                .alias(1, 1900)
                .alias(2, 600)
                .alias(3, 350)
                .alias(2, 340)
                .alias(4, 285)
                .alias(5, 60)
                .alias(6, 40);
        EventLog log = EventLog.of(world.events());
        var asOf = new AsOf(Map.of("mlflow", World.NOW, "pagerduty", World.NOW), Set.of("mlflow"), Set.of("pagerduty"));
        SortedMap<String, Double> cells = check(log, asOf);
        assertThat(cells.keySet())
                .anyMatch(name -> name.contains("stage=\"promotion\""))
                .anyMatch(name -> name.contains("reason=\"start_unknown\""));
    }

    private static void check(long seed, AsOf asOf) throws IOException {
        assertThat(check(new RandomWorld(seed).world().log(), asOf)).hasSizeGreaterThan(500);
    }

    private static SortedMap<String, Double> check(EventLog log, AsOf asOf) throws IOException {
        Figures figures = Dora.figures(log, Policy.DEFAULT, asOf);
        var explainer = new Explainer(figures, log, Policy.DEFAULT);
        var recomputed = new TreeMap<String, Double>();
        for (ScopeFigures scope : figures.scopes()) {
            for (Window window : Policy.DEFAULT.windows()) {
                recomputed.putAll(Recomputation.of(json(explainer, question(scope.scope(), window))));
            }
        }

        SortedMap<String, Double> exposed = exposed(figures);
        assertThat(recomputed.keySet()).isEqualTo(exposed.keySet());
        recomputed.forEach((name, value) ->
                assertThat(value).as(name).isCloseTo(exposed.getOrDefault(name, Double.NaN), offset(value)));
        return exposed;
    }

    private static Offset<Double> offset(double value) {
        return Offset.offset(Math.max(1e-9, Math.abs(value) * 1e-9));
    }

    private static Question question(Scope scope, Window window) {
        Optional<String> none = Optional.empty();
        if (scope instanceof Scope.OfApplication one) {
            return new Question(
                    Optional.of(one.team()),
                    Optional.of(one.name()),
                    Optional.of(one.kind().key()),
                    Optional.of(one.environment()),
                    none,
                    Optional.of(window.label()));
        }
        return new Question(
                scope instanceof Scope.Team team ? Optional.of(team.name()) : none,
                none,
                none,
                none,
                none,
                Optional.of(window.label()));
    }

    private static JsonNode json(Explainer explainer, Question question) throws IOException {
        var text = new StringWriter();
        ExplanationJson.write(explainer.explain(question), Slice.ALL, text);
        return JSON.readTree(text.toString());
    }

    private static SortedMap<String, Double> exposed(Figures figures) {
        var facts = new Facts(
                figures,
                PlatformFigures.NONE,
                new AgentStatus(
                        new AgentStatus.Build("1", "17"),
                        List.of(),
                        Map.of(),
                        new AgentStatus.Reload(true, World.NOW)));
        var exposed = new TreeMap<String, Double>();
        Catalog.families(facts).stream()
                .filter(family ->
                        family.name().startsWith("dora_") && !family.name().equals("dora_quick_check_benchmark"))
                .forEach(family -> family.samples().forEach(sample -> {
                    var name = new StringBuilder(family.name() + "{");
                    sample.labels().forEach(label -> name.append(Recomputation.label(label.name(), label.value())));
                    exposed.put(name.append('}').toString(), sample.value());
                }));
        return exposed;
    }
}
