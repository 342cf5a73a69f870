package io.mlopsexporter.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.mlopsexporter.source.PollResult;
import java.util.List;
import java.util.Optional;

/** How the last poll of a source ended, whichever replica made it. */
public record PollStatus(
        boolean succeeded, long tookMillis, Optional<String> error, List<PollResult.Problem> problems) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    public PollStatus {
        problems = List.copyOf(problems);
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a status that is no JSON", e);
        }
    }

    static PollStatus of(String json, Place place) {
        try {
            return MAPPER.readValue(json, PollStatus.class);
        } catch (JsonProcessingException e) {
            throw place.damaged("the status of a poll can't be read: " + e.getOriginalMessage(), e);
        }
    }
}
