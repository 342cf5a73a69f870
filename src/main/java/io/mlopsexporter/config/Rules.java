package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that several sections share, and that JSON Schema can say too. */
final class Rules {
    private Rules() {}

    static Rule atMostOne(String... keys) {
        List<String> names = List.of(keys);
        ObjectNode schema = Json.object();
        ArrayNode pairs = schema.putObject("not").putArray("anyOf");
        for (int first = 0; first < names.size(); first++) {
            for (int second = first + 1; second < names.size(); second++) {
                pairs.add(Json.having(List.of(names.get(first), names.get(second))));
            }
        }
        return new Rule(
                "At most one of " + quoted(names) + ".",
                (mapping, reading) -> {
                    List<String> present = names.stream()
                            .filter(mapping.entries()::containsKey)
                            .toList();
                    if (present.size() > 1) {
                        String last = present.get(present.size() - 1);
                        reading.report(Problem.of(
                                        mapping.pathOf(last),
                                        mapping.lineOf(last),
                                        "stands beside " + String.join(", ", present.subList(0, present.size() - 1)))
                                .expecting("only one of " + String.join(", ", names)));
                    }
                },
                Optional.of(schema));
    }

    static Rule atLeastOne(String... keys) {
        List<String> names = List.of(keys);
        ObjectNode schema = Json.object();
        ArrayNode any = schema.putArray("anyOf");
        names.forEach(name -> any.add(Json.having(List.of(name))));
        return new Rule(
                "At least one of " + quoted(names) + ".",
                (mapping, reading) -> {
                    if (names.stream().noneMatch(mapping.entries()::containsKey)) {
                        reading.report(Problem.of(mapping.path(), mapping.line(), "incomplete")
                                .expecting("at least one of " + String.join(", ", names)));
                    }
                },
                Optional.of(schema));
    }

    /**
     * A key that means something only if another has a certain value.
     *
     * @param orAbsent whether the other key may also be left out
     */
    static Rule onlyWith(String key, String other, String value, boolean orAbsent) {
        ObjectNode then = Json.object();
        if (!orAbsent) {
            then.set("required", Json.texts(Set.of(other)));
        }
        then.putObject("properties").putObject(other).put("const", value);
        ObjectNode schema = Json.object();
        schema.set("if", Json.having(List.of(key)));
        schema.set("then", then);
        String only = "only with " + other + ": " + value;
        return new Rule(
                "`" + key + "` only with `" + other + ": " + value + "`" + (orAbsent ? " or without `from`." : "."),
                (mapping, reading) -> {
                    boolean fits = mapping.find(other).isEmpty()
                            ? orAbsent
                            : mapping.text(other).filter(value::equals).isPresent();
                    if (mapping.find(key).isPresent() && !fits) {
                        reading.report(Problem.of(mapping.pathOf(key), mapping.lineOf(key), "goes " + only));
                    }
                },
                Optional.of(schema));
    }

    static Rule requiredWith(String key, String other, String value) {
        ObjectNode condition = Json.having(List.of(other));
        condition.putObject("properties").putObject(other).put("const", value);
        ObjectNode schema = Json.object();
        schema.set("if", condition);
        schema.set("then", Json.having(List.of(key)));
        return new Rule(
                "`" + key + "` is required with `" + other + ": " + value + "`.",
                (mapping, reading) -> {
                    if (mapping.text(other).filter(value::equals).isPresent()
                            && mapping.find(key).isEmpty()) {
                        reading.report(Problem.of(
                                mapping.pathOf(key),
                                mapping.lineOf(other),
                                "missing; " + other + ": " + value + " needs it"));
                    }
                },
                Optional.of(schema));
    }

    private static String quoted(List<String> names) {
        return "`" + String.join("`, `", names) + "`";
    }
}
