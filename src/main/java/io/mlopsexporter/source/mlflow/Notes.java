package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.mlopsexporter.source.Journal;
import java.util.Optional;

/** The notes that the source writes to itself: plain numbers and texts, as JSON. */
final class Notes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Notes() {}

    /** Nothing where there is none that this version can read: then what it knew is read anew. */
    static <T> Optional<T> read(Journal journal, String name, Class<T> type) {
        Optional<String> text = journal.cursor(name).filter(found -> !found.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text.get(), type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String write(Object note) {
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note is plain data", e);
        }
    }
}
