package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads both formats and fails on what strict readers refuse: a family in two places, samples outside of their family,
 * a series given twice, wrong escapes, a missing or early end.
 */
final class StrictParser {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_][a-zA-Z0-9_]*) ?(.*)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\"";
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(\\{(?:" + LABEL + "(?:,(?=[}a-zA-Z_])|(?=})))*})? (\\S+)");
    private static final String NUMBER = "[-+]?(\\d+(\\.\\d+)?([eE][-+]?\\d+)?|Inf)|NaN";

    private final boolean openMetrics;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> series = new LinkedHashMap<>();
    private final Set<String> headers = new HashSet<>();
    private String family = "";

    private StrictParser(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /** Gives the values by series, written without the trailing comma that the text format allows. */
    static Map<String, Double> series(Format format, String text) {
        return read(format, text).series;
    }

    static Map<String, String> types(Format format, String text) {
        return read(format, text).types;
    }

    private static StrictParser read(Format format, String text) {
        StrictParser parser = new StrictParser(format == Format.OPEN_METRICS);
        assertThat(text).endsWith(parser.openMetrics ? "\n# EOF\n" : "\n").doesNotContain("\r", "\n\n");
        List<String> lines = text.lines().toList();
        int end = parser.openMetrics ? lines.size() - 1 : lines.size();
        lines.subList(0, end).forEach(parser::line);
        return parser;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (comment.matches()) {
            header(comment.group(1), comment.group(2), comment.group(3));
        } else {
            assertThat(sample.matches()).as(line).isTrue();
            value(sample.group(1), String.valueOf(sample.group(2)).replace(",}", "}"), sample.group(3));
        }
    }

    private void header(String keyword, String name, String text) {
        assertThat(headers.add(keyword + name))
                .as("one %s of %s", keyword, name)
                .isTrue();
        if (!name.equals(family)) {
            assertThat(types).as("families are in one place").doesNotContainKey(name);
            family = name;
        }
        if (keyword.equals("TYPE")) {
            types.put(name, text);
        }
    }

    private void value(String name, String labels, String number) {
        assertThat(name).as("sample stands in its family").startsWith(family);
        assertThat(suffixes()).as("suffix of %s", name).contains(name.substring(family.length()));
        assertThat(number).matches(NUMBER);
        String key = name + (labels.equals("null") ? "" : labels);
        assertThat(series).as("series are there once").doesNotContainKey(key);
        series.put(key, Double.parseDouble(number.replace("Inf", "Infinity")));
    }

    private List<String> suffixes() {
        return switch (String.valueOf(types.get(family))) {
            case "counter" -> openMetrics ? List.of("_total", "_created") : List.of("");
            case "summary" -> List.of("", "_count", "_sum", "_created");
            case "info" -> List.of("_info");
            case "gauge" -> List.of("");
            default -> throw new AssertionError("no type we use: " + types.get(family) + " of " + family);
        };
    }
}
