package io.mlopsexporter.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query of a URL. */
record Query(Map<String, List<String>> values) {
    private static final Pattern AMPERSAND = Pattern.compile("&");

    static Query of(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        AMPERSAND.splitAsStream(raw).filter(part -> !part.isEmpty()).forEach(part -> {
            int end = part.indexOf('=');
            String name = decoded(end < 0 ? part : part.substring(0, end));
            String value = end < 0 ? "" : decoded(part.substring(end + 1));
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        });
        return new Query(values);
    }

    Optional<String> text(String name) {
        return all(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    int number(String name, int otherwise) {
        return text(name)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /** Whether a value is as asked for, if one is asked for. */
    boolean wants(String name, String value) {
        return text(name).filter(wanted -> !wanted.equals(value)).isEmpty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
