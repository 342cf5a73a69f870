package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a section's keys owe to each other.
 *
 * @param sentence for the documentation
 * @param schema empty where JSON Schema cannot say it
 */
record Rule(String sentence, BiConsumer<Item.Mapping, Reading> check, Optional<ObjectNode> schema) {

    static Rule inCode(String sentence, BiConsumer<Item.Mapping, Reading> check) {
        return new Rule(sentence, check, Optional.empty());
    }
}
