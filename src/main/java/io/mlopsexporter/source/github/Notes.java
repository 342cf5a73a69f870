package io.mlopsexporter.source.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.mlopsexporter.source.Journal;
import java.util.Optional;

/** The notes that the source writes to itself, as JSON in the journal's cursors. */
final class Notes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Notes() {}

    /** The note, or nothing if there is none, or one that this version can't read: then what it knew is read anew. */
    static <T> Optional<T> read(Journal journal, String name, Class<T> type) {
        return journal.cursor(name).filter(text -> !text.isEmpty()).flatMap(text -> {
            try {
                return Optional.of(JSON.readValue(text, type));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        });
    }

    static String write(Object note) {
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note is plain data", e);
        }
    }
}
