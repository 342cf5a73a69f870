package io.mlopsexporter.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Ways in which an answer can be other than documented. */
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "-1",
            "\u0000",
            "\ud800",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "a\"b\\c\nd{e=\"f\"}",
            "2026-13-45T99:99:99Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "0000-00-00",
            "2026-11-23T10:00:00",
            "2026-11-23T10:00:00+14:00",
            "9999999999999999999999",
            "SUCCESS",
            "x".repeat(70_000));

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** A copy with one to three changes; empty if it is no JSON any more. */
    Optional<JsonNode> mutate(JsonNode answer) {
        if (random.nextInt(10) == 0) {
            return mangled(answer);
        }
        JsonNode copy = answer.deepCopy();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            copy = change(copy);
        }
        return Optional.of(copy);
    }

    private JsonNode change(JsonNode root) {
        List<ContainerNode<?>> containers = containers(root);
        if (containers.isEmpty() || random.nextInt(50) == 0) {
            return value();
        }
        ContainerNode<?> chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object) {
            change(object);
        } else if (chosen instanceof ArrayNode array) {
            change(array);
        }
        return root;
    }

    private static List<ContainerNode<?>> containers(JsonNode root) {
        List<ContainerNode<?>> found = new ArrayList<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty() && found.size() < 5_000) {
            JsonNode next = open.remove();
            if (next instanceof ContainerNode<?> container && !container.isEmpty()) {
                found.add(container);
                next.forEach(open::add);
            }
        }
        return found;
    }

    private void change(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(
                        name,
                        object.path(names.get(random.nextInt(names.size()))).deepCopy());
            case 2 -> object.set(name + "2", object.path(name).deepCopy());
            default -> object.set(name, value());
        }
    }

    private void change(ArrayNode array) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.removeAll();
            case 1 -> array.remove(at);
            case 2 -> array.add(array.get(at).deepCopy());
            case 3 -> {
                for (int i = 0; i < 40; i++) {
                    array.add(array.get(at).deepCopy());
                }
            }
            default -> array.set(at, value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(-1);
            case 3 -> JSON.numberNode(Long.MAX_VALUE);
            case 4 -> JSON.numberNode(BigInteger.TEN.pow(40));
            case 5 -> JSON.numberNode(1.7e308);
            case 6 -> JSON.arrayNode();
            case 7 -> JSON.objectNode();
            case 8 -> nested(1 + random.nextInt(900));
            case 9 -> JSON.numberNode(random.nextInt(100));
            default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static JsonNode nested(int depth) {
        ArrayNode outer = JSON.arrayNode();
        ArrayNode inner = outer;
        for (int i = 0; i < depth; i++) {
            inner = inner.addArray();
        }
        return outer;
    }

    /** Bytes flipped, cut off, or no UTF-8. */
    private Optional<JsonNode> mangled(JsonNode answer) {
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(answer);
            if (bytes.length == 0 || random.nextInt(4) == 0) {
                return parsed(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            }
            for (int times = 1 + random.nextInt(4); times > 0; times--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return parsed(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<JsonNode> parsed(byte[] bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            return Optional.of(tree).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
