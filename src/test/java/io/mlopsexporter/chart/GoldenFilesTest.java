package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart repeats from elsewhere in the repository, as Helm reads nothing outside of a chart: the same, byte by byte. */
class GoldenFilesTest {
    private static final int MOST_IN_A_CONFIG_MAP = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"grafana-dashboards, files/dashboards, .json", "prometheus/rules, files/rules, .yml"})
    void theChartsFiles_areTheRepositorys(Path original, Path copies, String ending) throws IOException {
        Path folder = Chart.FOLDER.resolve(copies);
        if (Boolean.getBoolean("golden.update")) {
            copy(original, folder, ending);
        }
        assertThat(contents(folder, ending))
                .as(
                        "%s is not what %s is: mvn -Dquick test -Dtest=GoldenFilesTest -Dgolden.update=true",
                        folder, original)
                .isEqualTo(contents(original, ending));
    }

    @Test
    void everyDashboard_fitsIntoAConfigMap() throws IOException {
        for (Path file : Chart.list(Chart.FOLDER.resolve("files/dashboards"))) {
            assertThat(Files.size(file)).as(file.toString()).isLessThan(MOST_IN_A_CONFIG_MAP);
        }
    }

    @Test
    void theChartInstallsThisVersion() throws IOException {
        String version = Chart.YAML
                .readTree(Chart.read(Chart.FOLDER.resolve("Chart.yaml")))
                .path("appVersion")
                .asText();

        assertThat(Chart.read(Path.of("pom.xml"))).containsPattern("<version>" + version + "(-SNAPSHOT)?</version>");
    }

    private static void copy(Path original, Path folder, String ending) throws IOException {
        for (Path stale :
                contents(folder, ending).keySet().stream().map(folder::resolve).toList()) {
            Files.delete(stale);
        }
        for (Map.Entry<String, String> file : contents(original, ending).entrySet()) {
            Chart.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> contents(Path folder, String ending) {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : Chart.list(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(ending)) {
                contents.put(name, Chart.read(file));
            }
        }
        return contents;
    }
}
