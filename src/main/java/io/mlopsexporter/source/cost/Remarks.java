package io.mlopsexporter.source.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What was met in which rows: all are counted, a few are named. */
final class Remarks {
    private static final int NAMED_ROWS = 5;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final Map<String, List<Long>> first = new TreeMap<>();

    void add(String what, long row) {
        counts.merge(what, 1L, Long::sum);
        List<Long> rows = first.computeIfAbsent(what, any -> new ArrayList<>());
        if (rows.size() < NAMED_ROWS) {
            rows.add(row);
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    SortedMap<String, Long> counts() {
        return counts;
    }

    /** {@code 7 x no currency, in row 4, 5, 6, 9, 12, …}. */
    List<String> shown(UnaryOperator<String> words) {
        return counts.entrySet().stream()
                .map(entry -> {
                    List<String> rows = first.getOrDefault(entry.getKey(), List.of()).stream()
                            .map(Object::toString)
                            .toList();
                    return entry.getValue() + " x " + words.apply(entry.getKey()) + ", in row "
                            + String.join(", ", rows) + (entry.getValue() > rows.size() ? ", …" : "");
                })
                .toList();
    }
}
