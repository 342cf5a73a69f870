package io.mlopsexporter.source.http;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What came back for an inquiry, whatever its status.
 *
 * @param notModified a remembered answer that the server has confirmed
 */
record Reply(
        Inquiry inquiry,
        Authorization authorization,
        int status,
        Headers headers,
        ByteString body,
        boolean notModified) {
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    OptionalLong number(String name) {
        return header(name).stream()
                .filter(value -> value.matches("\\d{1,15}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** The server's own present. */
    Optional<Instant> date() {
        return Optional.ofNullable(headers.getInstant("Date"));
    }

    /** By lower-case name; of repeated ones the last, but all of {@code link}, which is a list by nature. */
    Map<String, String> headerMap() {
        var map = new TreeMap<String, String>();
        headers.forEach(header -> map.merge(
                header.getFirst().toLowerCase(Locale.ROOT),
                header.getSecond(),
                (one, next) -> header.getFirst().equalsIgnoreCase("link") ? one + ", " + next : next));
        return map;
    }
}
