package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.http.HttpApi;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** An API that answers the same to everything. */
record OneAnswer(String body) implements HttpApi {
    @Override
    public Answer get(String path, Map<String, String> query) {
        try {
            return new Answer(200, FakePagerDuty.JSON.readTree(body), Map.of(), false);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
        throw new UnsupportedOperationException("PagerDuty has no Link headers");
    }

    @Override
    public Answer post(String path, JsonNode json) {
        return get(path, Map.of());
    }

    @Override
    public Answer postForm(String path, Map<String, String> fields) {
        return get(path, Map.of());
    }

    @Override
    public Instant now() {
        return PagerDutyTest.START;
    }
}
