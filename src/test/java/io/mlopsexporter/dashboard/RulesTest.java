package io.mlopsexporter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is asked of the rules for Prometheus beside what promtool asks ({@code .ci/check-rules.sh}). */
class RulesTest {
    private static final Path RULES = Path.of("prometheus/rules");
    private static final Path TESTS = Path.of("prometheus/tests");
    private static final Path RUNBOOKS = Path.of("docs/runbooks");
    /** The labels of what is recorded, by the level that its name begins with. */
    private static final List<String> RECORDED_LABELS = List.of("ml_team");

    private static final List<JsonNode> GROUPS =
            read(RULES).flatMap(file -> elements(file.path("groups"))).toList();
    private static final List<JsonNode> ALL =
            GROUPS.stream().flatMap(group -> elements(group.path("rules"))).toList();

    @Test
    void everyExpression_asksForWhatIsThere() {
        Map<String, List<String>> recorded = ALL.stream()
                .filter(rule -> rule.has("record"))
                .collect(Collectors.toMap(rule -> rule.path("record").asText(), rule -> RECORDED_LABELS));
        assertThat(recorded.keySet()).allMatch(name -> name.startsWith("job_ml_team:"));
        assertThat(ALL)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(
                                Known.problems(Promql.parse(rule.path("expr").asText()), recorded))
                        .isEmpty());
    }

    @Test
    void everyRecordedSeries_isUsed() {
        String expressions =
                ALL.stream().map(rule -> rule.path("expr").asText()).collect(Collectors.joining());
        assertThat(ALL.stream().filter(rule -> rule.has("record")))
                .allMatch(rule -> expressions.contains(rule.path("record").asText()));
    }

    @Test
    void alertsAreNamedAndDescribedAsMixinsAsk() {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(name(alert)).matches("Mlops[A-Z][A-Za-z]{1,35}");
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.at("/annotations/summary").asText())
                    .matches("[A-Z].*\\.")
                    .doesNotContain("{{");
            assertThat(alert.at("/annotations/description").asText())
                    .matches("(?s)[A-Z{].*\\.")
                    .contains("{{");
            assertThat(alert.path("for").asText()).isNotEmpty();
        });
        assertThat(GROUPS).allSatisfy(group -> {
            assertThat(group.path("name").asText()).hasSizeBetween(1, 40);
            assertThat(group.path("rules").size()).isBetween(1, 20);
        });
    }

    @Test
    void delivery_pagesNobody() {
        assertThat(alerts().stream().filter(alert -> name(alert).startsWith("MlopsDelivery")))
                .isNotEmpty()
                .allMatch(alert -> alert.at("/labels/severity").asText().equals("info"));
    }

    @Test
    void everyAlert_hasARunbook_andEveryRunbookAnAlert() throws IOException {
        Set<String> named = alerts().stream().map(RulesTest::name).collect(Collectors.toSet());
        assertThat(alerts())
                .allSatisfy(
                        alert -> assertThat(alert.at("/annotations/runbook_url").asText())
                                .isEqualTo(RUNBOOKS + "/" + name(alert) + ".md"));
        try (Stream<Path> books = Files.list(RUNBOOKS)) {
            assertThat(books.map(book -> book.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            named.stream().map(name -> name + ".md").toList());
        }
        for (String name : named) {
            String text = Files.readString(RUNBOOKS.resolve(name + ".md"));
            assertThat(text).startsWith("# " + name + "\n").contains("**Means.**", "**Do.**");
        }
    }

    @Test
    void runbooks_nameWhatIsThere() throws IOException {
        try (Stream<Path> books = Files.list(RUNBOOKS)) {
            for (Path book : books.toList()) {
                String text = Files.readString(book);
                assertThat(matches("\\b(?:dora|mlops_[a-z]+)_[a-z_]+", text))
                        .allSatisfy(metric -> assertThat(Known.problems(Promql.parse(metric), Map.of()))
                                .isEmpty());
                assertThat(matches("(?<=]\\()[^)]+", text)).allMatch(link -> Files.exists(RUNBOOKS.resolve(link)));
            }
        }
    }

    @Test
    void everyAlert_isTestedFiringAndNotFiring() {
        Map<String, Set<Boolean>> tested = read(TESTS)
                .flatMap(file -> elements(file.path("tests")))
                .flatMap(test -> elements(test.path("alert_rule_test")))
                .collect(Collectors.groupingBy(
                        check -> check.path("alertname").asText(),
                        Collectors.mapping(check -> check.path("exp_alerts").isEmpty(), Collectors.toSet())));
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(tested.get(name(alert))).containsExactlyInAnyOrder(true, false));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<JsonNode> alerts() {
        return ALL.stream().filter(rule -> rule.has("alert")).toList();
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<JsonNode> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .sorted()
                    .map(file -> {
                        try {
                            return new YAMLMapper().readTree(file.toFile());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
