package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Image, Dockerfile, chart and service file say the same, each in its own words. */
class ImageTest {
    private static final String POM = Chart.read(Path.of("pom.xml"));
    private static final String DOCKERFILE = Chart.read(Path.of("Dockerfile"));
    private static final String LAYOUT = Chart.read(Path.of("src/main/image/layout.sh"));

    @Test
    void theDockerfile_makesTheImageThatMavenMakes() {
        assertThat(DOCKERFILE)
                .contains("FROM " + inPom("<image.base>([^<]+)<"))
                .contains("USER " + inPom("<user>([^<]+)<"))
                .contains("WORKDIR " + inPom("<workingDirectory>([^<]+)<"))
                .contains("EXPOSE " + inPom("<port>([^<]+)<"))
                .contains("ENTRYPOINT [\"" + inPom("<entrypoint>\\s*<arg>([^<]+)<") + "\", \"@options\"]");
        for (String layer : new String[] {"runtime", "dependencies", "application"}) {
            assertThat(POM).contains("<from>${project.build.directory}/image/" + layer + "</from>");
            assertThat(DOCKERFILE).contains("/target/image/" + layer + " /");
        }
    }

    @Test
    void theChart_runsAsTheImagesUser_andExpectsItsPort() throws IOException {
        JsonNode values = Chart.YAML.readTree(Chart.read(Chart.FOLDER.resolve("values.yaml")));
        String user = inPom("<user>(\\d+):");

        assertThat(values.at("/podSecurityContext/runAsUser").asText()).isEqualTo(user);
        assertThat(values.at("/podSecurityContext/fsGroup").asText()).isEqualTo(user);
        assertThat(values.path("containerPort").asText()).isEqualTo(inPom("<port>([^<]+)<"));
    }

    /** Where it is published: docs/image.md says how to change it. */
    @Test
    void everyLink_beginsWithTheProjectsAddress() throws IOException {
        JsonNode chart = Chart.YAML.readTree(Chart.read(Chart.FOLDER.resolve("Chart.yaml")));
        String home = inPom("<url>([^<]+)</url>");

        assertThat(chart.path("home").asText()).isEqualTo(home);
        assertThat(chart.at("/sources/0").asText()).isEqualTo(home);
        assertThat(home).startsWith(chart.at("/maintainers/0/url").asText() + "/");
        assertThat(Chart.YAML.readTree(
                        chart.at("/annotations/artifacthub.io~1links").asText()))
                .isNotEmpty()
                .allMatch(link -> link.path("url").asText().startsWith(home + "/"));
        assertThat(POM)
                .contains("image.source>${project.url}<", "image.url>${project.url}<")
                .containsOnlyOnce("https://github.com/mlops-exporter");
        assertThat(Chart.read(Path.of("src/main/systemd/mlops-exporter.service")))
                .contains("Documentation=" + home + "\n");
    }

    /** What the archive was not made for is read from the jars, and slowly. */
    @Test
    void theListOfClasses_isOfThisProgram() {
        assertThat(LAYOUT).contains("main=" + inPom("<mainClass>([^<]+)<"));
        assertThat(Chart.read(Path.of("src/main/image/classes.lst")).lines())
                .contains("io/mlopsexporter/cli/Main", "okhttp3/OkHttpClient", "org/sqlite/SQLiteJDBCLoader")
                .anyMatch(line -> line.startsWith("@lambda-proxy io/mlopsexporter/"))
                .noneMatch(line -> line.startsWith("#"));
    }

    /** One file of options, which is read where it can be, and repeated in the service. */
    @Test
    void launcherImageAndService_runWithTheSameJvm() throws IOException {
        String service = Chart.read(Path.of("src/main/systemd/mlops-exporter.service"));
        String launcher = Chart.read(Path.of("mlops-exporter"));

        assertThat(Files.readAllLines(Path.of("src/main/jvm/options")))
                .contains("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError")
                .allSatisfy(option -> assertThat(service).contains(" " + option + " "));
        assertThat(LAYOUT).contains("cat \"$jvm\" - >\"$out/application/app/options\"");
        assertThat(launcher).contains("exec \"$java\" \"@$here/src/main/jvm/options\"");
        assertThat(service).contains("MALLOC_ARENA_MAX=2");
        assertThat(launcher).contains("MALLOC_ARENA_MAX");
        assertThat(DOCKERFILE).contains("ENV MALLOC_ARENA_MAX=" + inPom("<MALLOC_ARENA_MAX>([^<]+)<"));
    }

    /** What stands on the command line, as the image's options do, wins over any other variable. */
    @Test
    void theChartsJavaOptions_winOverTheImages() {
        assertThat(Chart.only(Chart.committed().render("javaOptions: -XX:MaxRAMPercentage=70"), "StatefulSet")
                        .at("/spec/template/spec/containers/0/env/0")
                        .toString())
                .isEqualTo("{\"name\":\"_JAVA_OPTIONS\",\"value\":\"-XX:MaxRAMPercentage=70\"}");
    }

    private static String inPom(String pattern) {
        return Pattern.compile(pattern)
                .matcher(POM)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern))
                .group(1);
    }
}
