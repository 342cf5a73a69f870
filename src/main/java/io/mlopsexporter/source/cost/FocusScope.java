package io.mlopsexporter.source.cost;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rows of a bill are the platform's. Case and spaces around a value do not matter. */
final class FocusScope {
    private final Map<Integer, Set<String>> columns = new HashMap<>();
    private final Map<String, Set<String>> tags = new HashMap<>();

    private FocusScope() {}

    /** @throws io.mlopsexporter.source.SourceException if a column that is named is not there */
    static FocusScope of(FocusSettings settings, FocusColumns there) {
        var scope = new FocusScope();
        settings.columns()
                .forEach((name, values) ->
                        scope.columns.put(there.required(name, ", which where names"), plain(values)));
        settings.tags().forEach((tag, values) -> scope.tags.put(tag, plain(values)));
        return scope;
    }

    private static Set<String> plain(List<String> values) {
        return values.stream().map(Tags::plain).collect(Collectors.toSet());
    }

    boolean contains(String[] cells, Map<String, String> rowTags) {
        for (Map.Entry<Integer, Set<String>> column : columns.entrySet()) {
            if (!column.getValue().contains(Tags.plain(FocusReader.cell(cells, column.getKey())))) {
                return false;
            }
        }
        for (Map.Entry<String, Set<String>> tag : tags.entrySet()) {
            if (Tags.value(rowTags, tag.getKey())
                    .map(Tags::plain)
                    .filter(tag.getValue()::contains)
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
