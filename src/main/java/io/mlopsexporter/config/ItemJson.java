package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** YAML values as JSON, as a JSON Schema sees them. */
final class ItemJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ItemJson() {}

    static JsonNode of(Item item) {
        if (item instanceof Item.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach((key, value) -> object.set(key, of(value)));
            return object;
        }
        if (item instanceof Item.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(element -> array.add(of(element)));
            return array;
        }
        return scalar((Item.Scalar) item);
    }

    private static JsonNode scalar(Item.Scalar scalar) {
        return switch (scalar.sort()) {
            case TEXT -> JSON.textNode(scalar.text());
            case INTEGER -> JSON.numberNode(new BigInteger(scalar.text()));
            case DECIMAL -> JSON.numberNode(new BigDecimal(scalar.text()));
            case BOOLEAN ->
                JSON.booleanNode(scalar.text().toLowerCase(Locale.ROOT).equals("true"));
            case EMPTY -> JSON.nullNode();
        };
    }
}
