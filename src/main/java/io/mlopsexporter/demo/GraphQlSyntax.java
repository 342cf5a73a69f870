package io.mlopsexporter.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a GraphQL document consists of. A {@code null} given as an argument is left out, which means the same here. */
final class GraphQlSyntax {
    private GraphQlSyntax() {}

    record Document(List<Operation> operations, Map<String, Fragment> fragments) {}

    /** @param variables the declared ones with their defaults */
    record Operation(String type, String name, Map<String, Optional<Object>> variables, List<Selection> selections) {}

    record Fragment(String name, String type, List<Selection> selections) {}

    sealed interface Selection {
        List<Directive> directives();
    }

    /** @param key alias, or name if there is none */
    record Field(
            String key,
            String name,
            Map<String, Object> arguments,
            List<Directive> directives,
            List<Selection> selections,
            int line,
            int column)
            implements Selection {}

    record Spread(String fragment, List<Directive> directives) implements Selection {}

    record Inline(Optional<String> type, List<Directive> directives, List<Selection> selections) implements Selection {}

    record Directive(String name, Map<String, Object> arguments) {}

    /** A variable used as a value. */
    record Variable(String name) {}
}
