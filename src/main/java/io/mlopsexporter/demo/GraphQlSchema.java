package io.mlopsexporter.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types by name, and what interfaces and unions stand for. */
final class GraphQlSchema {
    static final String QUERY = "Query";

    private final Map<String, GraphQlType<?>> types = new HashMap<>();
    private final Map<Class<?>, GraphQlType<?>> bySource = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();

    /** An object type. Where an interface or union may give it, its Java type tells which it is. */
    <S> GraphQlType<S> type(String name, Class<S> source) {
        GraphQlType<S> type = new GraphQlType<>(name, source);
        types.put(name, type);
        bySource.putIfAbsent(source, type);
        return type;
    }

    /** An interface or union; the fields that may be asked for without a fragment are to be added to the answer. */
    GraphQlType<Object> either(String name, String... of) {
        GraphQlType<Object> type = new GraphQlType<>(name, Object.class);
        types.put(name, type);
        members.put(name, Set.of(of));
        return type;
    }

    /** The connection and edge of a node's type. */
    void connected(String... nodes) {
        for (String node : nodes) {
            connection(node + "Connection", node);
        }
    }

    GraphQlType<Page> connection(String name, String node) {
        String edge = name.replaceFirst("Connection$", "Edge");
        type(edge, Page.Edge.class).leaf("cursor", Page.Edge::cursor).object("node", node, Page.Edge::node);
        return type(name, Page.class)
                .leaf("totalCount", Page::total)
                .object("nodes", node, Page::nodes)
                .object("edges", edge, Page::edges)
                .object("pageInfo", "PageInfo", page -> page);
    }

    Optional<GraphQlType<?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    GraphQlType<?> known(String name) {
        return type(name).orElseThrow(() -> new IllegalStateException("the schema lacks the type " + name));
    }

    boolean isAbstract(String name) {
        return members.containsKey(name);
    }

    /** The type of a value where several are possible. */
    GraphQlType<?> typeOf(Object value) {
        GraphQlType<?> type = bySource.get(value.getClass());
        if (type == null) {
            throw new IllegalStateException("the schema has no type for " + value.getClass());
        }
        return type;
    }

    /** Whether a fragment on one type applies to an object of another. */
    boolean applies(String fragment, String object) {
        return fragment.equals(object)
                || members.getOrDefault(fragment, Set.of()).contains(object)
                || fragment.equals("Node");
    }
}
