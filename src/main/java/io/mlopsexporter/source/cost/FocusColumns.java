package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Where what stands in a FOCUS file, by the names in its first row. No column is needed that a version from 1.0 to 1.4 lacks. */
final class FocusColumns {
    private static final int SHOWN = 12;

    private final String[] header;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> similar = new HashMap<>();

    FocusColumns(String[] header) {
        this.header = header;
        for (int at = 0; at < header.length; at++) {
            String name = header[at].strip();
            if (!name.isEmpty() && exact.put(name, at) != null) {
                throw bad("has two columns " + name);
            }
            similar.putIfAbsent(Tags.plain(name), at);
        }
    }

    int count() {
        return header.length;
    }

    /** @throws SourceException if there is none, saying what it looks like instead */
    int required(String name, String because) {
        return find(name)
                .orElseThrow(() -> bad("has no column " + name + because + looksLike() + "; its columns are "
                        + String.join(", ", Arrays.stream(header).limit(SHOWN).toList())
                        + (header.length > SHOWN ? ", … (" + header.length + ")" : "")));
    }

    OptionalInt find(String name) {
        Integer at = exact.getOrDefault(name, similar.get(Tags.plain(name)));
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    private String looksLike() {
        List<Map.Entry<String, String>> signs = List.of(
                Map.entry("lineItem/UnblendedCost", "an AWS cost and usage report; export FOCUS instead"),
                Map.entry("line_item_unblended_cost", "an AWS cost and usage report; export FOCUS instead"),
                Map.entry("costInBillingCurrency", "Azure's own cost export; export FOCUS instead"),
                Map.entry("AmortizedCost", "FOCUS 0.5 or 1.0-preview; export 1.0 to 1.4"));
        return signs.stream()
                .filter(sign -> find(sign.getKey()).isPresent())
                .findFirst()
                .map(sign -> ": it looks like " + sign.getValue())
                .orElse(header.length == 1 ? ": it has a single column, so its separator is none of , ; and tab" : "");
    }

    private static SourceException bad(String what) {
        return new SourceException(new SourceError.BadPayload(what));
    }
}
