package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.platform.Cost;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the page on costs: its configuration and its bill lead to its figures. */
final class CostExampleTest {
    private static final Path PAGE = Path.of("docs/costs.md");
    private static final int USERS = 9;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePagesBill_leadsToThePagesFigures() throws IOException {
        String page = Files.readString(PAGE);
        String example = page.substring(page.indexOf("## A worked example"));
        Files.writeString(folder.resolve("bill.csv"), block(example, "csv"));
        Path file = Files.writeString(folder.resolve("exporter.yml"), block(example, "yaml"));
        Config config = ConfigReader.read(file);

        Map<String, Double> derived = new TreeMap<>();
        Catalog.series(new PlatformFigures(Optional.empty(), List.of(), Optional.of(figures(config))))
                .forEach(series -> derived.put(
                        series.metric().name() + "{"
                                + series.labels().entrySet().stream()
                                        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                                        .collect(Collectors.joining(","))
                                + "}",
                        series.value()));

        Map<String, Double> told = Pattern.compile("\\| `(mlops_[^`]*)` \\| ([0-9.]+) \\|")
                .matcher(example)
                .results()
                .collect(Collectors.toMap(
                        (MatchResult row) -> row.group(1),
                        row -> Double.valueOf(row.group(2)),
                        (one, other) -> other,
                        TreeMap::new));
        assertThat(told).hasSize(9);
        assertThat(derived).isEqualTo(told);
    }

    @Test
    void everyConfigurationOfThePage_isRead() throws IOException {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(4);
        for (String block : blocks) {
            assertThat(ConfigReader.parse(
                                    block.contains("github:") ? block : "github: [{organizations: [acme]}]\n" + block,
                                    "docs/costs.md")
                            .costs())
                    .isNotEmpty();
        }
    }

    private static CostFigures figures(Config config) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
        var journal = new InMemoryJournal();
        try (Wired wired = new CostWiring(clock, config.polling().history())
                .wire(config.costs().get(0))) {
            PollResult result = wired.source().poll(journal);
            Instant asOf = result.fold(PollResult.Complete::asOf, failed -> Instant.MIN);
            assertThat(asOf).as("%s", result).isEqualTo("2026-11-17T00:00:00Z");
            return Cost.figures(journal.log(), PlatformPolicies.costs(config), asOf, any -> OptionalInt.of(USERS));
        }
    }

    private static String block(String text, String language) {
        String begin = "```" + language + "\n";
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf("```", from));
    }
}
