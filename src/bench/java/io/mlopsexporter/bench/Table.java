package io.mlopsexporter.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** What was measured, each figure with its target beside it where it has one. A row is printed as soon as it is known. */
final class Table {
    private static final String ROW = "| %-62s | %14s | %-24s | %-6s |";

    private final List<String> lines = new ArrayList<>();
    private int missed;

    /**
     * What a figure should be.
     *
     * @param text as people read it
     */
    record Target(String text, DoublePredicate met) {
        static Target atMost(double limit, String unit) {
            return new Target("≤ " + number(limit) + unit, value -> value <= limit);
        }

        static Target atLeast(double limit, String unit) {
            return new Target("≥ " + number(limit) + unit, value -> value >= limit);
        }
    }

    Table() {
        add(ROW.formatted("what", "measured", "target", "met"));
        add("| --- | ---: | --- | --- |");
    }

    void row(String what, double value, String unit) {
        add(ROW.formatted(what, number(value) + unit, "", ""));
    }

    void row(String what, double value, String unit, Target target) {
        boolean met = target.met().test(value);
        missed += met ? 0 : 1;
        add(ROW.formatted(what, number(value) + unit, target.text(), met ? "yes" : "**no**"));
    }

    void text(String what, String text) {
        add(ROW.formatted(what, text, "", ""));
    }

    private void add(String line) {
        lines.add(line.replaceAll(" +\\|", " |"));
        System.out.println(line);
    }

    /** As Markdown. */
    String markdown() {
        return String.join("\n", lines) + "\n";
    }

    int missed() {
        return missed;
    }

    /** Three digits of it. */
    static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
