package io.mlopsexporter.source.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server whose lists never end, or repeat their pages: nothing of them is taken for the whole. */
class EndlessListsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String RUNS =
            "{\"runs\":[{\"info\":{\"run_id\":\"a\",\"experiment_id\":\"1\",\"start_time\":1764000000000}}]}";

    private final InMemoryJournal journal = new InMemoryJournal();
    private int asked;
    private String repeating = "";
    private Supplier<String> token = () -> "again";

    @Test
    void modelsOnRepeatedPages_areNoList() {
        repeating = "registered-models/search";
        assertThat(failure()).contains("registered-models/search: the list repeats a page");
        assertThat(asked).isLessThan(5);
    }

    @Test
    void modelsOnEverNewPages_areNoList() {
        repeating = "registered-models/search";
        token = () -> "token " + asked;
        assertThat(failure()).contains("has more than 1000");
    }

    @Test
    void runsOnRepeatedPages_areNoList() {
        repeating = "runs/search";
        assertThat(failure()).contains("runs/search: the list repeats a page");
        assertThat(asked).isLessThan(20);
    }

    @Test
    void experimentsOnRepeatedPages_areNoList() {
        repeating = "experiments/search";
        assertThat(failure()).contains("experiments/search: the list repeats a page");
    }

    private String failure() {
        MlflowSettings settings = new MlflowSettings(
                "mlflow",
                "http://mlflow",
                "production",
                Map.of("champion", "production"),
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofDays(365));
        MlflowSource source =
                MlflowSource.of(settings, new People(People.newKey(), Pattern.compile("^$")), new Server());
        return source.poll(journal)
                .fold(
                        complete -> {
                            throw new AssertionError("it was taken for a list");
                        },
                        failed -> {
                            assertThat(failed.error()).isInstanceOf(SourceError.BadPayload.class);
                            return failed.error().message();
                        });
    }

    private final class Server implements HttpApi {
        @Override
        public Answer get(String path, Map<String, String> query) {
            asked++;
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (path.endsWith("experiments/search")) {
                body.putArray("experiments")
                        .addObject()
                        .put("experiment_id", "1")
                        .put("name", "a");
            } else if (path.endsWith("runs/search")) {
                body.setAll((ObjectNode) parsed(RUNS));
            } else if (path.endsWith("registered-models/search")) {
                body.putArray("registered_models");
            } else {
                body.putArray("model_versions");
            }
            if (!repeating.isEmpty() && path.endsWith(repeating)) {
                body.put("next_page_token", token.get());
            }
            return new Answer(200, body, Map.of(), false);
        }

        @Override
        public Answer post(String path, JsonNode body) {
            return get(path, Map.of());
        }

        @Override
        public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
            var unused = more.test(get(path, query));
        }

        @Override
        public Answer postForm(String path, Map<String, String> fields) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant now() {
            return NOW;
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
