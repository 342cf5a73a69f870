package io.mlopsexporter.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What Kubernetes and the operators take, strictly: see {@code src/test/resources/kubernetes/README.md}. */
final class KubernetesSchemas {
    static final List<String> VERSIONS = List.of("1.25.0", "1.31.0", "1.37.0");

    private static final Path FOLDER = Path.of("src/test/resources/kubernetes");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<Path, JsonSchema> READ = new ConcurrentHashMap<>();

    private KubernetesSchemas() {}

    /** What is wrong with an object, each with its place. */
    static List<String> violations(JsonNode object, String version) {
        return READ.computeIfAbsent(file(object, version), KubernetesSchemas::schema).validate(object).stream()
                .map(message -> object.path("kind").asText() + message.getMessage())
                .toList();
    }

    private static JsonSchema schema(Path file) {
        return FACTORY.getSchema(SchemaLocation.of(file.toUri().toString()));
    }

    /** Named as kubeconform names them: kind, first part of the group, version. */
    private static Path file(JsonNode object, String version) {
        String[] type = object.path("apiVersion").asText().split("/", -1);
        String group = type.length == 1 ? "" : "-" + type[0].split("\\.", -1)[0];
        String name = object.path("kind").asText().toLowerCase(Locale.ROOT) + group + "-" + type[type.length - 1];
        Path own = FOLDER.resolve("v" + version).resolve(name + ".json");
        Path file = Files.exists(own) ? own : FOLDER.resolve("operators").resolve(name + ".json");
        if (!Files.exists(file)) {
            throw new AssertionError("there is no schema for " + name);
        }
        return file.toAbsolutePath();
    }
}
