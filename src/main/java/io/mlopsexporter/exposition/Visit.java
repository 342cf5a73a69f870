package io.mlopsexporter.exposition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a page.
 *
 * @param query its parameters, decoded; of one given twice, the first
 * @param prefersJson whether its {@code Accept} likes JSON better than HTML
 */
public record Visit(Map<String, String> query, boolean prefersJson) {
    public Visit {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** A parameter; a form sends those that nobody filled in as empty ones, which are none. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }
}
