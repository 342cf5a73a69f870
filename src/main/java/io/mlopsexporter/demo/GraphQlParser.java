package io.mlopsexporter.demo;

import io.mlopsexporter.demo.GraphQlLexer.Kind;
import io.mlopsexporter.demo.GraphQlLexer.Token;
import io.mlopsexporter.demo.GraphQlSyntax.Directive;
import io.mlopsexporter.demo.GraphQlSyntax.Document;
import io.mlopsexporter.demo.GraphQlSyntax.Field;
import io.mlopsexporter.demo.GraphQlSyntax.Fragment;
import io.mlopsexporter.demo.GraphQlSyntax.Inline;
import io.mlopsexporter.demo.GraphQlSyntax.Operation;
import io.mlopsexporter.demo.GraphQlSyntax.Selection;
import io.mlopsexporter.demo.GraphQlSyntax.Spread;
import io.mlopsexporter.demo.GraphQlSyntax.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads executable documents: operations and fragments, by recursive descent. */
final class GraphQlParser {
    private final List<Token> tokens;
    private int at;

    private GraphQlParser(String document) {
        this.tokens = GraphQlLexer.tokens(document);
    }

    /** @throws GraphQlException if it is no GraphQL */
    static Document parse(String document) {
        return new GraphQlParser(document).document();
    }

    private Document document() {
        List<Operation> operations = new ArrayList<>();
        Map<String, Fragment> fragments = new LinkedHashMap<>();
        while (peek().kind() != Kind.END) {
            if (is("fragment")) {
                Fragment fragment = fragment();
                fragments.put(fragment.name(), fragment);
            } else {
                operations.add(operation());
            }
        }
        return new Document(operations, fragments);
    }

    private Fragment fragment() {
        expect("fragment");
        String name = name();
        expect("on");
        String type = name();
        directives();
        return new Fragment(name, type, selections());
    }

    private Operation operation() {
        if (is("{")) {
            return new Operation("query", "", Map.of(), selections());
        }
        String type = name();
        String name = peek().kind() == Kind.NAME ? name() : "";
        Map<String, Optional<Object>> variables = new LinkedHashMap<>();
        if (accept("(")) {
            while (!accept(")")) {
                variable(variables);
            }
        }
        directives();
        return new Operation(type, name, variables, selections());
    }

    private void variable(Map<String, Optional<Object>> variables) {
        expect("$");
        String name = name();
        expect(":");
        type();
        variables.put(name, accept("=") ? value() : Optional.empty());
        directives();
    }

    private void type() {
        if (accept("[")) {
            type();
            expect("]");
        } else {
            name();
        }
        accept("!");
    }

    private List<Selection> selections() {
        expect("{");
        List<Selection> selections = new ArrayList<>();
        while (!accept("}")) {
            selections.add(accept("...") ? spread() : field());
        }
        return selections;
    }

    private Selection spread() {
        if (is("on") || is("{") || is("@")) {
            Optional<String> type = accept("on") ? Optional.of(name()) : Optional.empty();
            return new Inline(type, directives(), selections());
        }
        return new Spread(name(), directives());
    }

    private Field field() {
        Token start = peek();
        String key = name();
        String name = accept(":") ? name() : key;
        Map<String, Object> arguments = arguments();
        List<Directive> directives = directives();
        List<Selection> selections = is("{") ? selections() : List.of();
        return new Field(key, name, arguments, directives, selections, start.line(), start.column());
    }

    private List<Directive> directives() {
        List<Directive> directives = new ArrayList<>();
        while (accept("@")) {
            directives.add(new Directive(name(), arguments()));
        }
        return directives;
    }

    private Map<String, Object> arguments() {
        return accept("(") ? pairs(")") : Map.of();
    }

    private Map<String, Object> pairs(String end) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        while (!accept(end)) {
            String name = name();
            expect(":");
            value().ifPresent(value -> pairs.put(name, value));
        }
        return pairs;
    }

    /** Nothing for {@code null}; an enum's value as its name. */
    private Optional<Object> value() {
        if (accept("$")) {
            return Optional.of(new Variable(name()));
        }
        if (accept("[")) {
            List<Object> list = new ArrayList<>();
            while (!accept("]")) {
                value().ifPresent(list::add);
            }
            return Optional.of(list);
        }
        if (accept("{")) {
            return Optional.of(pairs("}"));
        }
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case STRING -> Optional.of(token.text());
            case NUMBER -> Optional.of(number(token.text()));
            case NAME -> constant(token.text());
            case PUNCTUATOR, END -> throw unexpected(token, "a value");
        };
    }

    private static Object number(String text) {
        return text.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
    }

    private static Optional<Object> constant(String text) {
        return switch (text) {
            case "null" -> Optional.empty();
            case "true", "false" -> Optional.of(Boolean.valueOf(text));
            default -> Optional.of(text);
        };
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean is(String text) {
        return peek().kind() != Kind.STRING && peek().text().equals(text);
    }

    private boolean accept(String text) {
        boolean accepted = is(text);
        at += accepted ? 1 : 0;
        return accepted;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw unexpected(peek(), "\"" + text + "\"");
        }
    }

    private String name() {
        Token token = peek();
        if (token.kind() != Kind.NAME) {
            throw unexpected(token, "a name");
        }
        at++;
        return token.text();
    }

    private static GraphQlException unexpected(Token token, String expected) {
        String actual = token.kind() == Kind.END ? "end of file" : "\"" + token.text() + "\"";
        return new GraphQlException(
                "",
                "Expected " + expected + ", actual: " + actual + " at [" + token.line() + ", " + token.column() + "]");
    }
}
