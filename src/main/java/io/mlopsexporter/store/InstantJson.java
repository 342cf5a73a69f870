package io.mlopsexporter.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Instants as whole seconds since 1970, half the size of ISO 8601; in ISO 8601 where there is a fraction, to lose nothing. */
final class InstantJson {
    private InstantJson() {}

    static final class Writer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (instant.getNano() == 0) {
                json.writeNumber(instant.getEpochSecond());
            } else {
                json.writeString(instant.toString());
            }
        }
    }

    static final class Reader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return json.hasToken(JsonToken.VALUE_NUMBER_INT)
                        ? Instant.ofEpochSecond(json.getLongValue())
                        : Instant.parse(json.getText());
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, json.getText(), "expected seconds since 1970, or ISO 8601: %s", e.getMessage());
            }
        }
    }
}
