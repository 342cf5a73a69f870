package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.demo.GraphQlSyntax.Document;
import io.mlopsexporter.demo.GraphQlSyntax.Field;
import io.mlopsexporter.demo.GraphQlSyntax.Fragment;
import io.mlopsexporter.demo.GraphQlSyntax.Inline;
import io.mlopsexporter.demo.GraphQlSyntax.Operation;
import io.mlopsexporter.demo.GraphQlSyntax.Selection;
import io.mlopsexporter.demo.GraphQlSyntax.Spread;
import io.mlopsexporter.demo.GraphQlSyntax.Variable;
import java.util.List;
import java.util.Map;

/** Checks an operation against the schema before it is run, and finds what GitHub would charge for it. */
final class GraphQlCheck {
    private static final int DEEPEST = 40;

    private final GraphQlSchema schema;
    private final Document document;
    private final Operation operation;
    private final Map<String, Object> variables;
    private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    private long connections;

    GraphQlCheck(GraphQlSchema schema, Document document, Operation operation, Map<String, Object> variables) {
        this.schema = schema;
        this.document = document;
        this.operation = operation;
        this.variables = variables;
        check(operation.selections(), schema.known(GraphQlSchema.QUERY), 1, 0);
    }

    /** In GitHub's words; empty if the operation can be run. */
    ArrayNode errors() {
        return errors;
    }

    /** Points: a request for each connection of each parent, divided by 100. */
    int cost() {
        return (int) Math.max(1, Math.round(connections / 100.0));
    }

    private void check(List<Selection> selections, GraphQlType<?> type, long parents, int depth) {
        if (depth > DEEPEST) {
            error("Query is nested too deeply", 1, 1);
            return;
        }
        for (Selection selection : selections) {
            if (selection instanceof Field field) {
                check(field, type, parents, depth);
            } else if (selection instanceof Inline inline) {
                String on = inline.type().orElse(type.name());
                checkFragment(on, inline.selections(), parents, depth);
            } else if (selection instanceof Spread spread) {
                Fragment fragment = document.fragments().get(spread.fragment());
                if (fragment == null) {
                    error("Fragment " + spread.fragment() + " was used, but not defined", 1, 1);
                } else {
                    checkFragment(fragment.type(), fragment.selections(), parents, depth);
                }
            }
        }
    }

    private void checkFragment(String on, List<Selection> selections, long parents, int depth) {
        schema.type(on)
                .ifPresentOrElse(
                        type -> check(selections, type, parents, depth + 1),
                        () -> error("No such type " + on + ", so it can't be a fragment condition", 1, 1));
    }

    private void check(Field asked, GraphQlType<?> type, long parents, int depth) {
        if (asked.name().equals("__typename")) {
            return;
        }
        type.field(asked.name()).ifPresentOrElse(field -> check(asked, field, type, parents, depth), () -> {
            String message = "Field '" + asked.name() + "' doesn't exist on type '" + type.name() + "'";
            ObjectNode extensions = error(message, asked.line(), asked.column()).putObject("extensions");
            extensions.put("code", "undefinedField");
            extensions.put("typeName", type.name());
            extensions.put("fieldName", asked.name());
        });
    }

    private void check(Field asked, GraphQlType.Field field, GraphQlType<?> type, long parents, int depth) {
        for (String argument : asked.arguments().keySet()) {
            if (!field.arguments().contains(argument)) {
                String where = "Field '" + asked.name() + "' on type '" + type.name() + "'";
                error(where + " doesn't accept argument '" + argument + "'", asked.line(), asked.column());
            }
        }
        asked.arguments().values().forEach(value -> checkDeclared(value, asked));
        if (field.type().isPresent() == asked.selections().isEmpty()) {
            String problem = field.type().isPresent() ? "must have selections" : "must not have selections";
            error("Field '" + asked.name() + "' " + problem, asked.line(), asked.column());
            return;
        }
        long children = parents * size(asked, field);
        connections += field.isConnection() ? parents : 0;
        field.type().ifPresent(inner -> check(asked.selections(), schema.known(inner), children, depth + 1));
    }

    private void checkDeclared(Object value, Field asked) {
        if (value instanceof Variable variable && !operation.variables().containsKey(variable.name())) {
            error("Variable $" + variable.name() + " is used but not declared", asked.line(), asked.column());
        } else if (value instanceof List<?> list) {
            list.forEach(item -> checkDeclared(item, asked));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> checkDeclared(item, asked));
        }
    }

    private long size(Field asked, GraphQlType.Field field) {
        if (field.isConnection()) {
            Object first =
                    asked.arguments().getOrDefault("first", asked.arguments().getOrDefault("last", 1));
            Object given = first instanceof Variable variable ? variables.getOrDefault(variable.name(), 1) : first;
            return given instanceof Number number ? number.longValue() : 1;
        }
        Object ids = asked.arguments().get("ids");
        Object given = ids instanceof Variable variable ? variables.getOrDefault(variable.name(), 1) : ids;
        return given instanceof List<?> list ? Math.max(1, list.size()) : 1;
    }

    private ObjectNode error(String message, int line, int column) {
        ObjectNode error = errors.addObject();
        error.putArray("path").add("query " + operation.name());
        error.putArray("locations").addObject().put("line", line).put("column", column);
        error.put("message", message);
        return error;
    }
}
