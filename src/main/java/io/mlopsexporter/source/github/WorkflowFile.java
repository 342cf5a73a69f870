package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workflow as its file tells it.
 *
 * @param file {@code train.yml}, below {@code .github/workflows}
 * @param names all it can be known by: file, name, and the reusable workflows that it calls
 */
record WorkflowFile(String file, List<String> names) {
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*(['\"]?)(.*?)\\1\\s*(?:#.*)?$");
    private static final Pattern CALL =
            Pattern.compile("(?m)^\\s+uses:\\s*['\"]?([^\\s'\"#]*\\.github/workflows/[^\\s'\"#]+)");

    WorkflowFile {
        names = List.copyOf(names);
    }

    /** @param repository the repository's part of the answer to the {@code Workflows} query */
    static List<WorkflowFile> listOf(JsonNode repository) {
        List<WorkflowFile> files = new ArrayList<>();
        for (JsonNode entry : repository.path("object").path("entries")) {
            String file = Wire.text(entry, "name");
            if (file.endsWith(".yml") || file.endsWith(".yaml")) {
                files.add(of(file, Wire.text(entry.path("object"), "text")));
            }
        }
        return files;
    }

    static WorkflowFile of(String file, String text) {
        List<String> names = new ArrayList<>(List.of(file));
        Matcher name = NAME.matcher(text);
        if (name.find() && !name.group(2).isEmpty()) {
            names.add(name.group(2));
        }
        CALL.matcher(text).results().forEach(call -> names.add(call.group(1)));
        return new WorkflowFile(file, names);
    }

    boolean matches(List<Pattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern ->
                        names.stream().anyMatch(name -> pattern.matcher(name).find()));
    }
}
