package io.mlopsexporter.source.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import okio.ByteString;

/** Bodies as trees. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setNodeFactory(new SharedTexts()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** @throws SourceException ({@code Unavailable}) if it is no JSON: cut off on the way, or a proxy's page */
    static JsonNode body(Reply reply) {
        if (reply.status() == 204) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode tree = MAPPER.readTree(reply.body().toByteArray());
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (IOException e) {
            throw noJson(reply);
        }
        throw noJson(reply);
    }

    private static SourceException noJson(Reply reply) {
        String type = reply.header("Content-Type").orElse("no content type");
        return new SourceException(new SourceError.Unavailable(Wording.of(
                reply,
                "expected JSON but got " + reply.body().size() + " bytes of " + Wording.cut(type)
                        + " that are none; check the URL and any proxy in between")));
    }

    static ByteString bytes(JsonNode tree) {
        try {
            return ByteString.of(MAPPER.writeValueAsBytes(tree));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tree, if the text is one. */
    static Optional<JsonNode> lenient(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
