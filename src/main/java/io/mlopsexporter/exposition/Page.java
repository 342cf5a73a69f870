package io.mlopsexporter.exposition;

import java.util.Map;
import java.util.function.Function;

/**
 * A further page of the server.
 *
 * @param description what it shows, in a few words, for its link on the landing page
 * @param ways further addresses of it that deserve a link there, with what they show
 * @param content what it shows to a visit; it reads memory or the store, and never causes a request to a source
 */
public record Page(String description, Map<String, String> ways, Function<Visit, Content> content) {
    public Page {
        ways = Map.copyOf(ways);
    }

    public Page(String description, Function<Visit, Content> content) {
        this(description, Map.of(), content);
    }
}
