package io.mlopsexporter.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Events as JSON and back. What is empty is left out, and what is missing is read as empty: there are hundreds of
 * thousands of commits, and most of their fields are. A field that has no empty value must be there.
 */
final class EventJson {
    private static final JsonMapper MAPPER = mapper();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private EventJson() {}

    static String write(Event event) {
        try {
            return WRITER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event that is no JSON: " + event, e);
        }
    }

    /** Reads many events, equal strings of which become one. For one thread. */
    static final class Reader {
        private final Map<EventType, ObjectReader> readers = new EnumMap<>(EventType.class);

        Reader() {
            StringPool pool = new StringPool();
            for (EventType type : EventType.values()) {
                readers.put(type, MAPPER.readerFor(type.recordType()).withAttribute(StringPool.class, pool));
            }
        }

        /** @param length of the payload, which begins the bytes */
        Event read(EventType type, byte[] payload, int length) throws IOException {
            return Objects.requireNonNull(readers.get(type)).readValue(payload, 0, length);
        }
    }

    private static JsonMapper mapper() {
        // Contents are always written: an optional list that is there and empty differs from one that is not.
        var notEmpty = JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);
        var asEmpty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, new InstantJson.Writer())
                        .addDeserializer(Instant.class, new InstantJson.Reader())
                        .addDeserializer(String.class, new StringPool.Reader()))
                .defaultPropertyInclusion(notEmpty)
                .withConfigOverride(String.class, string -> string.setSetterInfo(asEmpty))
                .withConfigOverride(List.class, list -> list.setSetterInfo(asEmpty))
                .withConfigOverride(Set.class, set -> set.setSetterInfo(asEmpty))
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // A field that a later version of the same schema added.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(Incident.class, IncidentJson.class)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Incident.Open.class, name = "open"),
        @JsonSubTypes.Type(value = Incident.Resolved.class, name = "resolved"),
        @JsonSubTypes.Type(value = Incident.Merged.class, name = "merged")
    })
    private interface IncidentJson {}
}
