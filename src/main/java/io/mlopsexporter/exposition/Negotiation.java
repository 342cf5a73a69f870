package io.mlopsexporter.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which format and encoding a client prefers (RFC 9110 §12.5). simpleclient's own choice ignores quality values, so that
 * {@code q=0} would still get what it excludes.
 */
final class Negotiation {
    private static final Pattern QUALITY = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private Negotiation() {}

    /** OpenMetrics if asked for by name and not liked less than text, which is also the answer to whatever we lack. */
    static Format format(List<String> accept) {
        List<Range> ranges = ranges(accept);
        double openMetrics = quality(ranges, OPEN_METRICS, List.of("1.0.0", "0.0.1"), List.of(OPEN_METRICS));
        double text = quality(ranges, "text/plain", List.of("0.0.4"), List.of("text/plain", "text/*", "*/*"));
        return openMetrics > 0 && openMetrics >= text ? Format.OPEN_METRICS : Format.TEXT;
    }

    /** Whether JSON is asked for by name, and HTML liked less or not named: a browser, or who takes anything, gets a page. */
    static boolean prefersJson(List<String> accept) {
        List<Range> ranges = ranges(accept);
        double json = quality(ranges, "application/json", List.of(), List.of("application/json"));
        return json > 0 && json > quality(ranges, "text/html", List.of(), List.of("text/html"));
    }

    static boolean gzip(List<String> acceptEncoding) {
        Map<String, Double> qualities = new HashMap<>();
        ranges(acceptEncoding).forEach(range -> qualities.merge(range.name(), range.quality(), Math::max));
        double any = qualities.getOrDefault("*", 0.0);
        double gzip = qualities.getOrDefault("gzip", qualities.getOrDefault("x-gzip", any));
        return gzip > 0 && gzip >= qualities.getOrDefault("identity", 0.0);
    }

    /** That of the most specific of the ranges; a range that names a version speaks of this version only. */
    private static double quality(List<Range> ranges, String type, List<String> versions, List<String> specificFirst) {
        for (String name : specificFirst) {
            OptionalDouble best = ranges.stream()
                    .filter(range -> range.name().equals(name))
                    .filter(range ->
                            !name.equals(type) || range.version().isEmpty() || versions.contains(range.version()))
                    .mapToDouble(Range::quality)
                    .max();
            if (best.isPresent()) {
                return best.getAsDouble();
            }
        }
        return 0;
    }

    private static List<Range> ranges(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(Negotiation::range)
                .filter(range -> !range.name().isEmpty())
                .toList();
    }

    private static Range range(String element) {
        List<String> parts = new ArrayList<>(Stream.of(element.split(";", -1))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .toList());
        String name = parts.remove(0);
        double quality = 1;
        String version = "";
        for (String parameter : parts) {
            if (parameter.startsWith("q=")) {
                quality = quality(parameter.substring(2));
            } else if (parameter.startsWith("version=")) {
                version = parameter.substring("version=".length()).replace("\"", "");
            }
        }
        return new Range(name, version, quality);
    }

    /** A quality that cannot be read excludes its range: any other answer is safer than one that was perhaps excluded. */
    private static double quality(String value) {
        return QUALITY.matcher(value).matches() ? Double.parseDouble(value) : 0;
    }

    /** @param version empty if none is named */
    private record Range(String name, String version, double quality) {}
}
