package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.demo.GraphQlSyntax.Directive;
import io.mlopsexporter.demo.GraphQlSyntax.Document;
import io.mlopsexporter.demo.GraphQlSyntax.Field;
import io.mlopsexporter.demo.GraphQlSyntax.Fragment;
import io.mlopsexporter.demo.GraphQlSyntax.Inline;
import io.mlopsexporter.demo.GraphQlSyntax.Selection;
import io.mlopsexporter.demo.GraphQlSyntax.Spread;
import io.mlopsexporter.demo.GraphQlSyntax.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a checked operation. What can't be resolved is a null and an error with its path, as GitHub has it. */
final class GraphQlExecutor {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final GraphQlSchema schema;
    private final Document document;
    private final Map<String, Object> variables;
    private final ArrayNode errors = NODES.arrayNode();

    GraphQlExecutor(GraphQlSchema schema, Document document, Map<String, Object> variables) {
        this.schema = schema;
        this.document = document;
        this.variables = variables;
    }

    ArrayNode errors() {
        return errors;
    }

    ObjectNode run(List<Selection> selections, Object root) {
        return object(schema.known(GraphQlSchema.QUERY), root, selections, List.of());
    }

    private ObjectNode object(GraphQlType<?> declared, Object source, List<Selection> selections, List<Object> path) {
        GraphQlType<?> type = schema.isAbstract(declared.name()) ? schema.typeOf(source) : declared;
        Map<String, List<Field>> asked = new LinkedHashMap<>();
        collect(type, selections, asked);
        ObjectNode object = NODES.objectNode();
        asked.forEach((key, fields) -> object.set(key, field(type, source, fields, with(path, key))));
        return object;
    }

    /** Fields by key; those of the same key are one, with the selections of all. */
    private void collect(GraphQlType<?> type, List<Selection> selections, Map<String, List<Field>> asked) {
        for (Selection selection : selections) {
            if (!isIncluded(selection.directives())) {
                continue;
            }
            if (selection instanceof Field field) {
                asked.computeIfAbsent(field.key(), any -> new ArrayList<>()).add(field);
            } else if (selection instanceof Inline inline) {
                if (schema.applies(inline.type().orElse(type.name()), type.name())) {
                    collect(type, inline.selections(), asked);
                }
            } else if (selection instanceof Spread spread) {
                Fragment fragment = document.fragments().get(spread.fragment());
                if (fragment != null && schema.applies(fragment.type(), type.name())) {
                    collect(type, fragment.selections(), asked);
                }
            }
        }
    }

    private boolean isIncluded(List<Directive> directives) {
        return directives.stream().allMatch(directive -> {
            boolean condition = arguments(directive.arguments()).flag("if").orElse(true);
            return directive.name().equals("skip") != condition
                    || !List.of("skip", "include").contains(directive.name());
        });
    }

    private JsonNode field(GraphQlType<?> type, Object source, List<Field> asked, List<Object> path) {
        Field first = asked.get(0);
        if (first.name().equals("__typename")) {
            return NODES.textNode(type.name());
        }
        GraphQlType.Field field = type.field(first.name())
                .orElseThrow(() -> new IllegalStateException(type.name() + " has no field " + first.name()));
        List<Selection> inside =
                asked.stream().flatMap(one -> one.selections().stream()).toList();
        try {
            return value(field, field.find().apply(source, arguments(first.arguments())), inside, path);
        } catch (GraphQlException e) {
            return failed(e, first, path);
        }
    }

    private JsonNode value(GraphQlType.Field field, Object found, List<Selection> selections, List<Object> path) {
        if (found instanceof Optional<?> maybe) {
            return maybe.isPresent() ? value(field, maybe.get(), selections, path) : NODES.nullNode();
        }
        if (found instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            for (Object item : list) {
                array.add(value(field, item, selections, with(path, array.size())));
            }
            return array;
        }
        if (found instanceof GraphQlException missing) {
            errors.add(error(missing, path));
            return NODES.nullNode();
        }
        return field.type().isPresent()
                ? object(schema.known(field.type().get()), found, selections, path)
                : leaf(found);
    }

    private static JsonNode leaf(Object value) {
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        }
        return NODES.textNode(value.toString());
    }

    private JsonNode failed(GraphQlException e, Field field, List<Object> path) {
        ObjectNode error = error(e, path);
        error.putArray("locations").addObject().put("line", field.line()).put("column", field.column());
        errors.add(error);
        return NODES.nullNode();
    }

    private static ObjectNode error(GraphQlException e, List<Object> path) {
        ObjectNode error = NODES.objectNode();
        if (!e.type().isEmpty()) {
            error.put("type", e.type());
        }
        ArrayNode steps = error.putArray("path");
        path.forEach(step -> steps.add(leaf(step)));
        error.put("message", e.text());
        return error;
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private Arguments arguments(Map<String, Object> given) {
        return new Arguments(replaced(given));
    }

    private Map<String, Object> replaced(Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> replaced(value).ifPresent(it -> values.put(name, it)));
        return values;
    }

    private Optional<Object> replaced(Object value) {
        if (value instanceof Variable variable) {
            return Optional.ofNullable(variables.get(variable.name()));
        }
        if (value instanceof List<?> list) {
            return Optional.of(
                    list.stream().flatMap(item -> replaced(item).stream()).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((name, inner) -> replaced(inner).ifPresent(it -> values.put(String.valueOf(name), it)));
            return Optional.of(values);
        }
        return Optional.of(value);
    }
}
