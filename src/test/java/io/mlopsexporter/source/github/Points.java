package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub charges for a query: the requests that it would take to fill each connection, as if every one were as full as was asked
 * for, divided by 100, rounded, and at least 1. See "Rate limits and query limits for the GraphQL API" in GitHub's documentation.
 */
final class Points {
    private static final Map<String, Document> PARSED = new ConcurrentHashMap<>();

    private final JsonNode variables;
    private final Map<String, FragmentDefinition> fragments;

    private Points(JsonNode variables, Map<String, FragmentDefinition> fragments) {
        this.variables = variables;
        this.fragments = fragments;
    }

    static long of(String query, JsonNode variables) {
        return Math.max(1, Math.round(connections(query, variables) / 100.0));
    }

    /** How many connections there are to fill. */
    static long connections(String query, JsonNode variables) {
        Document document = PARSED.computeIfAbsent(query, Parser::parse);
        OperationDefinition operation =
                document.getDefinitionsOfType(OperationDefinition.class).get(0);
        return new Points(variables, NodeUtil.getFragmentsByName(document)).below(operation.getSelectionSet(), 1);
    }

    private long below(@Nullable SelectionSet selections, long times) {
        long sum = 0;
        for (Selection<?> selection : selections == null ? List.<Selection<?>>of() : selections.getSelections()) {
            if (selection instanceof Field field) {
                sum += isIncluded(field.getDirectives()) ? field(field, times) : 0;
            } else if (selection instanceof InlineFragment fragment) {
                sum += below(fragment.getSelectionSet(), times);
            } else if (selection instanceof FragmentSpread spread) {
                sum += below(
                        Objects.requireNonNull(fragments.get(spread.getName())).getSelectionSet(), times);
            }
        }
        return sum;
    }

    private long field(Field field, long times) {
        if (field.getName().equals("nodes") && argument(field, "ids").isPresent()) {
            return below(
                    field.getSelectionSet(),
                    times * number(argument(field, "ids").get()));
        }
        Optional<Value<?>> first = argument(field, "first");
        return first.isPresent()
                ? times + below(field.getSelectionSet(), times * number(first.get()))
                : below(field.getSelectionSet(), times);
    }

    private static Optional<Value<?>> argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .findFirst()
                .map(Argument::getValue);
    }

    /** How many are asked for: a number, or a list of ids. */
    private long number(Value<?> value) {
        if (value instanceof IntValue number) {
            return number.getValue().longValueExact();
        }
        JsonNode given = variables.path(((VariableReference) value).getName());
        return given.isArray() ? given.size() : given.asLong(100);
    }

    private boolean isIncluded(List<Directive> directives) {
        return directives.stream()
                .filter(directive -> directive.getName().equals("include"))
                .map(directive ->
                        Objects.requireNonNull(directive.getArgument("if")).getValue())
                .allMatch(value -> value instanceof BooleanValue flag
                        ? flag.isValue()
                        : variables.path(((VariableReference) value).getName()).asBoolean());
    }
}
