package io.mlopsexporter.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An API that only answers GET, always in one shape.
 *
 * @param answer from the query to JSON
 */
record CannedApi(Instant now, Function<Map<String, String>, String> answer) implements HttpApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public Answer get(String path, Map<String, String> query) {
        try {
            return new Answer(200, MAPPER.readTree(answer.apply(query)), Map.of(), false);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
        var unused = more.test(get(path, query));
    }

    @Override
    public Answer post(String path, JsonNode body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer postForm(String path, Map<String, String> fields) {
        throw new UnsupportedOperationException();
    }
}
