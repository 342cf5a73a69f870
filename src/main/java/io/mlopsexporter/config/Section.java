package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping with known keys: the one declaration that reading, schema and documentation follow from.
 *
 * @param label what it is called: {@code team}
 * @param build makes the record once every key is right
 */
record Section<T>(String label, String meaning, List<Key<?>> keys, List<Rule> rules, Function<Values, T> build)
        implements Type<T> {

    Section {
        keys = List.copyOf(keys);
        rules = List.copyOf(rules);
    }

    @Override
    public Optional<T> read(Item item, Reading reading) {
        if (!(item instanceof Item.Mapping mapping)) {
            reading.report(WrongType.of(item, "no mapping", expected()));
            return Optional.empty();
        }
        int before = reading.problemCount();
        mapping.entries().keySet().stream()
                .filter(name -> names().stream().noneMatch(name::equals))
                .forEach(name -> reading.report(UnknownKey.problem(mapping, name, supported())));
        Values values = new Values(mapping.position());
        keys.forEach(key -> values.read(key, mapping, reading));
        rules.forEach(rule -> rule.check().accept(mapping, reading));
        return reading.problemCount() == before ? Optional.of(build.apply(values)) : Optional.empty();
    }

    private List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    private List<String> supported() {
        return keys.stream()
                .filter(key -> !(key.type() instanceof Unsupported))
                .map(Key::name)
                .toList();
    }

    @Override
    public String expected() {
        return "keys with values, as " + keys.get(0).name() + ": …";
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("description", meaning).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), schemaOf(key)));
        List<String> required = keys.stream()
                .filter(key -> key.whenAbsent() == Key.WhenAbsent.WRONG)
                .map(Key::name)
                .toList();
        if (!required.isEmpty()) {
            schema.set("required", Json.texts(required));
        }
        schema.put("additionalProperties", false);
        addRules(schema);
        return schema;
    }

    private void addRules(ObjectNode schema) {
        List<ObjectNode> schemas =
                rules.stream().map(Rule::schema).flatMap(Optional::stream).toList();
        if (!schemas.isEmpty()) {
            ArrayNode all = schema.putArray("allOf");
            schemas.forEach(rule -> all.add(rule.deepCopy()));
        }
    }

    private static ObjectNode schemaOf(Key<?> key) {
        ObjectNode schema = key.type().schema().put("description", key.meaning());
        if (key.whenAbsent() == Key.WhenAbsent.DEFAULT) {
            schema.set("default", ItemJson.of(key.defaultItem()));
        }
        return schema;
    }
}
