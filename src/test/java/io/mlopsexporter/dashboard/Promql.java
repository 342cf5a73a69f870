package io.mlopsexporter.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of PromQL as it takes to know which series an expression asks for. Whether an expression is valid is for Prometheus to
 * say: {@code .ci/check-rules.sh} and {@code .ci/check-dashboards.py} have it evaluate each.
 *
 * @param selectors in the order in which they are written
 * @param grouping labels in {@code by}, {@code without}, {@code on}, {@code ignoring}, {@code group_left}, {@code group_right}
 */
record Promql(List<Selector> selectors, Set<String> grouping) {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][a-zA-Z0-9_:]*|\\$\\{?[a-zA-Z_]+}?|[0-9][0-9a-zA-Z.]*|=~|!~|!=|==|>=|<=|.");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool", "inf", "nan");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    /**
     * @param matchers operator and value by label, as {@code =~"$job"}
     * @param range what stands in brackets; empty without
     * @param functions that it is an argument of, from the inmost
     */
    record Selector(String metric, Map<String, String> matchers, String range, List<String> functions) {}

    static Promql parse(String expression) {
        return new Parser(expression).parse();
    }

    /** The series' values, by label, that a label must have: matchers with {@code =}. */
    private static final class Parser {
        private final List<String> tokens = new ArrayList<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> grouping = new LinkedHashSet<>();
        private int at;

        Parser(String expression) {
            Matcher token = TOKEN.matcher(expression);
            while (token.find()) {
                if (!token.group().isBlank()) {
                    tokens.add(token.group());
                }
            }
        }

        Promql parse() {
            String before = "";
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals("(")) {
                    open.push(before);
                } else if (token.equals(")")) {
                    open.pop();
                } else if (GROUPING.contains(token)) {
                    group();
                    // the parenthesis after `sum by (x)` is that of sum
                    continue;
                } else if (Character.isLetter(token.charAt(0)) && !OPERATORS.contains(token) && !next("(")) {
                    if (!next("by") && !next("without")) {
                        selectors.add(selector(token));
                    }
                }
                before = token;
            }
            if (!open.isEmpty()) {
                throw new IllegalArgumentException("a parenthesis is not closed");
            }
            return new Promql(List.copyOf(selectors), Set.copyOf(grouping));
        }

        private boolean next(String token) {
            return at < tokens.size() && tokens.get(at).equals(token);
        }

        private void group() {
            if (next("(")) {
                for (at++; !next(")"); at++) {
                    if (!next(",")) {
                        grouping.add(tokens.get(at));
                    }
                }
                at++;
            }
        }

        private Selector selector(String metric) {
            var matchers = new LinkedHashMap<String, String>();
            if (next("{")) {
                for (at++; !next("}"); ) {
                    matchers.put(tokens.get(at), tokens.get(at + 1) + tokens.get(at + 2));
                    at += next3(",") ? 4 : 3;
                }
                at++;
            }
            var range = new StringBuilder();
            if (next("[")) {
                for (at++; !next("]"); at++) {
                    range.append(tokens.get(at));
                }
                at++;
            }
            return new Selector(metric, matchers, range.toString(), List.copyOf(open));
        }

        private boolean next3(String token) {
            return tokens.get(at + 3).equals(token);
        }
    }
}
