package io.mlopsexporter.exposition;

import java.util.Map;

/**
 * What protects the pages and the metrics; asked for anew at each request, so that it may change.
 *
 * @param headers added to every answer, by name
 * @param users bcrypt hashes of passwords by user name; none: no password is asked for
 */
public record Protection(Map<String, String> headers, Map<String, String> users) {
    public static final Protection NONE = new Protection(Map.of(), Map.of());

    public Protection {
        headers = Map.copyOf(headers);
        users = Map.copyOf(users);
    }
}
