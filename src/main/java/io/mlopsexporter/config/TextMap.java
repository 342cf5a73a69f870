package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names with what belongs to each.
 *
 * @param expected what is right, with an example
 */
record TextMap<T>(Type<T> value, String expected) implements Type<SortedMap<String, T>> {

    @Override
    public Optional<SortedMap<String, T>> read(Item item, Reading reading) {
        if (!(item instanceof Item.Mapping mapping)) {
            reading.report(WrongType.of(item, "no mapping", expected));
            return Optional.empty();
        }
        var read = new TreeMap<String, T>();
        mapping.entries().forEach((name, one) -> value.read(one, reading).ifPresent(found -> read.put(name, found)));
        return read.size() == mapping.entries().size()
                ? Optional.of(Collections.unmodifiableSortedMap(read))
                : Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("additionalProperties", value.schema());
        return schema;
    }

    @Override
    public String label() {
        return "map of " + value.label();
    }
}
