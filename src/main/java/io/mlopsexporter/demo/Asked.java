package io.mlopsexporter.demo;

import com.sun.net.httpserver.Headers;
import java.util.Optional;

/** A request. */
record Asked(String method, String path, String rawQuery, Headers headers, String body) {
    Query query() {
        return Query.of(rawQuery);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }
}
