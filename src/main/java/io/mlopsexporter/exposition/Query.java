package io.mlopsexporter.exposition;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a request, decoded as forms encode them. */
final class Query {
    private final List<Map.Entry<String, String>> parameters = new ArrayList<>();

    /** @throws IllegalArgumentException if a percent sign is not followed by two hex digits */
    Query(URI uri) {
        String raw = uri.getRawQuery();
        if (raw == null) {
            return;
        }
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!name.isEmpty()) {
                parameters.add(Map.entry(decoded(name), decoded(value)));
            }
        }
    }

    /** The first value of each name. */
    Map<String, String> firsts() {
        Map<String, String> firsts = new LinkedHashMap<>();
        parameters.forEach(parameter -> firsts.putIfAbsent(parameter.getKey(), parameter.getValue()));
        return firsts;
    }

    Set<String> all(String name) {
        Set<String> values = new LinkedHashSet<>();
        parameters.stream()
                .filter(parameter -> parameter.getKey().equals(name))
                .forEach(parameter -> values.add(parameter.getValue()));
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, Encoded.CHARSET);
    }
}
