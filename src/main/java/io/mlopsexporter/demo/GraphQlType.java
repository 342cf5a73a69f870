package io.mlopsexporter.demo;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A type of the schema: its fields, and how each is found.
 *
 * @param <S> what the fields are found from
 */
final class GraphQlType<S> {
    private static final Set<String> PAGING = Set.of("first", "last", "after", "before");

    private final String name;
    private final Class<S> source;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    GraphQlType(String name, Class<S> source) {
        this.name = name;
        this.source = source;
    }

    /**
     * A field.
     *
     * @param type of what it gives; empty: a scalar, an enum's value or a list of such
     * @param find gives a value, a list, or an {@link Optional}
     */
    record Field(Optional<String> type, Set<String> arguments, BiFunction<Object, Arguments, Object> find) {
        boolean isConnection() {
            return type.filter(it -> it.endsWith("Connection")).isPresent();
        }
    }

    String name() {
        return name;
    }

    Class<S> source() {
        return source;
    }

    Optional<Field> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    GraphQlType<S> leaf(String field, Function<S, Object> find) {
        return add(field, Optional.empty(), Set.of(), (from, arguments) -> find.apply(from));
    }

    /** One that takes arguments, which make no difference here. */
    GraphQlType<S> leaf(String field, Function<S, Object> find, String... arguments) {
        return add(field, Optional.empty(), Set.of(arguments), (from, given) -> find.apply(from));
    }

    GraphQlType<S> object(String field, String type, Function<S, Object> find) {
        return add(field, Optional.of(type), Set.of(), (from, arguments) -> find.apply(from));
    }

    /** An object, or a list, that depends on arguments. */
    GraphQlType<S> object(String field, String type, BiFunction<S, Arguments, Object> find, String... arguments) {
        return add(field, Optional.of(type), Set.of(arguments), find);
    }

    /** A connection: the list is paged by the usual arguments, after it has been found by the others. */
    GraphQlType<S> connection(String field, String node, BiFunction<S, Arguments, List<?>> find, String... arguments) {
        Set<String> all = new HashSet<>(PAGING);
        all.addAll(List.of(arguments));
        return add(
                field, Optional.of(node + "Connection"), all, (from, given) -> Page.of(find.apply(from, given), given));
    }

    private GraphQlType<S> add(
            String field, Optional<String> type, Set<String> arguments, BiFunction<S, Arguments, Object> find) {
        fields.put(field, new Field(type, arguments, (from, given) -> find.apply(source.cast(from), given)));
        return this;
    }
}
