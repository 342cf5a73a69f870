package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Prometheus beside the demo; {@code .ci/check-dashboards.py} starts a real one. */
class DemoPrometheusTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void itsConfiguration_isTheShippedOne_butForTargetAndPatience() throws IOException {
        String shipped = Files.readString(Path.of("prometheus/prometheus.yml"));

        assertThat(DemoPrometheus.adapted("prometheus.yml", "localhost:4711"))
                .isEqualTo(shipped.replace("localhost:10808", "localhost:4711")
                        .replace("scrape_interval: 1m", "scrape_interval: 15s")
                        .replace("evaluation_interval: 1m", "evaluation_interval: 15s"))
                .contains("- targets: [\"localhost:4711\"]", "out_of_order_time_window: 400d", "scrape_interval: 15s");
    }

    @Test
    void itsRules_areAllThatShip() throws IOException {
        try (Stream<Path> rules = Files.list(Path.of("prometheus/rules"))) {
            assertThat(rules.map(file -> "rules/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(DemoPrometheus.FILES.stream()
                            .filter(file -> file.startsWith("rules/"))
                            .toList());
        }
        for (String file : DemoPrometheus.FILES) {
            if (file.startsWith("rules/")) {
                assertThat(DemoPrometheus.adapted(file, "localhost:4711"))
                        .isEqualTo(Files.readString(Path.of("prometheus", file)));
            }
        }
    }

    @Test
    void theProgram_isTheFirstExecutableOnThePath() throws IOException {
        Path none = Files.createDirectory(folder.resolve("none"));
        Path text = Files.createDirectory(folder.resolve("text"));
        Files.createFile(text.resolve("prometheus"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = Files.createFile(bin.resolve("prometheus"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        String path = String.join(File.pathSeparator, none.toString(), text.toString(), "", bin.toString());
        assertThat(DemoPrometheus.find(path)).contains(program);
        assertThat(DemoPrometheus.find(none.toString())).isEmpty();
        assertThat(DemoPrometheus.find("")).isEmpty();
    }
}
