package io.mlopsexporter.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a document into tokens. */
final class GraphQlLexer {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<skip>[\\s,\\uFEFF]+|#[^\\n\\r]*)"
                    + "|(?<name>[_A-Za-z][_0-9A-Za-z]*)"
                    + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
                    + "|(?<block>\"\"\"(?:[^\\\\]|\\\\.)*?\"\"\")"
                    + "|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*\")"
                    + "|(?<punctuator>\\.\\.\\.|[!$&()\\[\\]{}:=@|])",
            Pattern.DOTALL);

    private GraphQlLexer() {}

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        PUNCTUATOR,
        END
    }

    record Token(Kind kind, String text, int line, int column) {}

    static List<Token> tokens(String document) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(document);
        int at = 0;
        int line = 1;
        int lineStart = 0;
        while (at < document.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new GraphQlException(
                        "",
                        "Expected one of NAME, PUNCTUATOR, actual: \"" + document.charAt(at) + "\" at line " + line);
            }
            if (matcher.group("skip") == null) {
                tokens.add(token(matcher, line, at - lineStart + 1));
            }
            for (int i = at; i < matcher.end(); i++) {
                if (document.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", line, at - lineStart + 1));
        return tokens;
    }

    private static Token token(Matcher matcher, int line, int column) {
        String text = matcher.group();
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, text, line, column);
        }
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, text, line, column);
        }
        if (matcher.group("block") != null) {
            return new Token(Kind.STRING, text.substring(3, text.length() - 3).strip(), line, column);
        }
        if (matcher.group("string") != null) {
            String inside = text.substring(1, text.length() - 1);
            return new Token(Kind.STRING, inside.translateEscapes().replace("\\/", "/"), line, column);
        }
        return new Token(Kind.PUNCTUATOR, text, line, column);
    }
}
