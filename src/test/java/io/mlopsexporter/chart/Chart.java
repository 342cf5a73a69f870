package io.mlopsexporter.chart;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The chart in a folder, and how it is rendered.
 *
 * @param kubernetes the version that is rendered for
 */
record Chart(Path folder, String release, String namespace, String kubernetes) {
    static final Path FOLDER = Path.of("helm/mlops-exporter");

    /** Two values under one key are a mistake of a template, which Kubernetes would not show. */
    static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** The library returns no hooks: in what is rendered here, the test's pod is an object like others. */
    private static final String HOOK = "\"helm.sh/hook\"";

    private static final Path WITHOUT_HOOKS = copiedTo(temporaryFolder()).folder();

    static Chart committed() {
        return new Chart(WITHOUT_HOOKS, "dora", "apps", "1.37.0");
    }

    /** A copy that a test may change. */
    static Chart copiedTo(Path folder) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Chart(folder, "dora", "apps", "1.37.0")
                .replacing("templates/tests/metrics.yaml", HOOK, "\"example.com/hook\"");
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chart");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Chart releasedAs(String name) {
        return new Chart(folder, name, namespace, kubernetes);
    }

    Chart on(String version) {
        return new Chart(folder, release, namespace, version);
    }

    Chart withoutRulesAndDashboards() {
        for (String files : List.of("files/rules", "files/dashboards")) {
            list(folder.resolve(files)).forEach(Chart::delete);
        }
        return this;
    }

    Chart with(String file, String text) {
        write(folder.resolve(file), text);
        return this;
    }

    Chart replacing(String file, String search, String replacement) {
        String text = read(folder.resolve(file));
        if (!text.contains(search)) {
            throw new IllegalArgumentException(file + " has no " + search);
        }
        return with(file, text.replace(search, replacement));
    }

    /** The objects under these values, hooks too. */
    List<JsonNode> render(String values) {
        Path file = temporary(values);
        try {
            return render(file);
        } finally {
            delete(file);
        }
    }

    List<JsonNode> render(Path values) {
        TemplateCommand command = new Helm(folder.toAbsolutePath())
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(kubernetes)
                .withValuesFile(values.toAbsolutePath());
        return objects(command.call());
    }

    static List<JsonNode> objects(String manifests) {
        try {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests).readAll().stream()
                    .filter(JsonNode::isObject)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage() + " in\n" + manifests, e);
        }
    }

    static List<Path> valuesFiles() {
        return list(FOLDER.resolve("ci"));
    }

    static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            return Files.writeString(file, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode only(List<JsonNode> objects, String kind) {
        List<JsonNode> found = all(objects, kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects are a " + kind);
        }
        return found.get(0);
    }

    static List<JsonNode> all(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
