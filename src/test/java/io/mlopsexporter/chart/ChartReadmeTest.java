package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {
    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String HEADING = "## Values\n\n";
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTableOfValues_isWhatTheValuesSay() throws IOException {
        String text = Files.readString(README);
        String current = text.substring(0, text.indexOf(HEADING) + HEADING.length()) + readme().table();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(README, current);
        }
        assertThat(Files.readString(README)).as("stale: make golden").isEqualTo(current);
    }

    @Test
    void everyValue_isDocumented() throws IOException {
        assertThat(readme().undocumented()).isEmpty();
    }

    @Test
    void valuesInTheReadmes_render() throws IOException {
        List<String> blocks = YAML.matcher(Files.readString(README) + Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("credentials:") || block.contains("serviceMonitor:"))
                .toList();

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(
                        values -> assertThat(Chart.committed().render(values)).isNotEmpty());
    }

    /** The promise of the README: one file of ten lines. */
    @Test
    void theFirstExample_hasTenLines() {
        assertThat(Chart.read(Chart.FOLDER.resolve("ci/kube-prometheus-stack-values.yaml"))
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .hasSizeLessThanOrEqualTo(10);
    }

    private static ChartReadme readme() throws IOException {
        return new ChartReadme(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    }
}
