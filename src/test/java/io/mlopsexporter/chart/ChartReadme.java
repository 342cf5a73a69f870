package io.mlopsexporter.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of values, from the comments of {@code values.yaml} that begin with two dashes, as helm-docs reads them. */
final class ChartReadme {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]\\w*):.*");
    private static final Pattern COMMENT = Pattern.compile(" *# (.*)");
    private static final String DOCUMENTED = "-- ";

    private final Map<String, String> meanings = new LinkedHashMap<>();
    private final JsonNode defaults;

    ChartReadme(String values) throws JsonProcessingException {
        defaults = Chart.YAML.readTree(values);
        Deque<Step> path = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line : values.lines().toList()) {
            Matcher key = KEY.matcher(line);
            Matcher text = COMMENT.matcher(line);
            if (text.matches()) {
                comment.add(text.group(1));
            } else if (key.matches()) {
                int indent = key.group(1).length();
                path.removeIf(step -> step.indent() >= indent);
                path.addLast(new Step(indent, key.group(2)));
                document(path, String.join(" ", comment));
                comment.clear();
            } else {
                comment.clear();
            }
        }
    }

    private record Step(int indent, String key) {}

    private void document(Deque<Step> path, String comment) {
        if (comment.startsWith(DOCUMENTED)) {
            meanings.put(
                    path.stream().map(Step::key).collect(Collectors.joining(".")),
                    comment.substring(DOCUMENTED.length()));
        }
    }

    String table() {
        return meanings.entrySet().stream()
                .map(row -> "| `%s` | `%s` | %s |\n"
                        .formatted(row.getKey(), escaped(value(row.getKey())), escaped(row.getValue())))
                .collect(Collectors.joining("", "| value | default | meaning |\n|---|---|---|\n", ""));
    }

    /** Those values that neither have a meaning nor stand in something that has. */
    List<String> undocumented() {
        List<String> found = new ArrayList<>();
        collect("", defaults, found);
        return found;
    }

    private void collect(String path, JsonNode value, List<String> found) {
        if (meanings.containsKey(path)) {
            return;
        }
        if (!value.isObject()) {
            found.add(path);
        }
        value.properties()
                .forEach(each ->
                        collect(path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), found));
    }

    private String value(String path) {
        try {
            return new ObjectMapper().writeValueAsString(defaults.at("/" + path.replace('.', '/')));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
