package io.mlopsexporter.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arguments of a field, with variables put in. */
record Arguments(Map<String, Object> values) {
    static final Arguments NONE = new Arguments(Map.of());

    Arguments {
        values = Map.copyOf(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::valueOf);
    }

    /** @throws GraphQlException if it is not there */
    String required(String name) {
        return text(name)
                .orElseThrow(() -> new GraphQlException("", "Argument '" + name + "' is required but was not given"));
    }

    Optional<Integer> number(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Empty if it is not there: nothing is asked for then. A single value is a list of one. */
    List<String> texts(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether {@code orderBy} asks for the newest first. */
    boolean descending() {
        return orderBy("direction").filter("DESC"::equals).isPresent();
    }

    Optional<String> orderBy(String part) {
        return values.get("orderBy") instanceof Map<?, ?> order
                ? Optional.ofNullable(order.get(part)).map(String::valueOf)
                : Optional.empty();
    }
}
