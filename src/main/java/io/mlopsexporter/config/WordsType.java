package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Words with the whole numbers that they stand for. */
record WordsType() implements Type<Map<String, Integer>> {
    private static final WholeNumber NUMBER = new WholeNumber(0, 1000);

    @Override
    public Optional<Map<String, Integer>> read(Item item, Reading reading) {
        if (!(item instanceof Item.Mapping mapping)) {
            reading.report(WrongType.of(item, "no mapping", expected()));
            return Optional.empty();
        }
        var words = new LinkedHashMap<String, Integer>();
        mapping.entries()
                .forEach((word, number) ->
                        NUMBER.read(number, reading).ifPresent(value -> words.put(word, Math.toIntExact(value))));
        return words.size() == mapping.entries().size() ? Optional.of(words) : Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("additionalProperties", NUMBER.schema());
        return schema;
    }

    @Override
    public String expected() {
        return "words with numbers, as Very satisfied: 5";
    }

    @Override
    public String label() {
        return "map of whole numbers";
    }
}
