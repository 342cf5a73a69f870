package io.mlopsexporter.exposition;

import java.util.Map;
import java.util.function.Function;

/**
 * A further page of the server.
 *
 * @param description what it shows, in a few words, for its link on the landing page
 * @param content from the query's parameters, decoded (of one given twice, the first); it reads memory or the store, and never causes
 *     a request to a source
 */
public record Page(String description, Function<Map<String, String>, Content> content) {}
