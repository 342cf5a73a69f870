package io.mlopsexporter.source.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One JSON API behind one credential. Every failure is a {@link SourceException} that carries what to do about it; short
 * waits that the API asks for are waited out, long ones end as {@code RateLimited}.
 */
public interface HttpApi {
    /**
     * Gets a path below the base URL (or an absolute URL on the same scheme, host and port). Asks conditionally where an
     * earlier answer is remembered: then {@link Answer#notModified()} is true and the body is the remembered one.
     */
    Answer get(String path, Map<String, String> query);

    /**
     * Gets a list page by page, following {@code Link: rel="next"} on the same host only, until {@code more} answers
     * false, the list ends, or a page repeats.
     */
    void pages(String path, Map<String, String> query, Predicate<Answer> more);

    /** Posts JSON, retried like a GET: for reading APIs only, such as GraphQL. */
    Answer post(String path, JsonNode body);

    /** Posts a form, retried like a GET: for asking for tokens only. Its fields appear in no message. */
    Answer postForm(String path, Map<String, String> fields);

    /** The present by the server's clock: our own, corrected by the difference seen in its {@code Date} headers. */
    Instant now();

    /**
     * @param status of the answer; a 304 is given as the remembered 200
     * @param headers by lower-case name, the last value of each
     */
    record Answer(int status, JsonNode body, Map<String, String> headers, boolean notModified) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
