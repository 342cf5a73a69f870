package io.mlopsexporter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table in plain text. */
final class Columns {
    private Columns() {}

    static void print(List<String> heads, List<List<String>> rows, String indent, PrintWriter out) {
        print(heads, rows, heads.size(), indent, out);
    }

    /** @param words how many columns, from the left, are words and stand to the left; the others are numbers */
    static void print(List<String> heads, List<List<String>> rows, int words, String indent, PrintWriter out) {
        print(
                heads,
                rows,
                IntStream.range(0, heads.size()).mapToObj(at -> at >= words).toList(),
                indent,
                out);
    }

    /** @param numbers of each column whether it stands to the right */
    static void print(
            List<String> heads, List<List<String>> rows, List<Boolean> numbers, String indent, PrintWriter out) {
        List<List<String>> all = new ArrayList<>(List.of(heads));
        all.addAll(rows);
        int[] widths = new int[heads.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        all.forEach(row -> out.println((indent + line(row, widths, numbers)).stripTrailing()));
    }

    private static String line(List<String> row, int[] widths, List<Boolean> numbers) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(numbers.get(i) ? padding + row.get(i) : row.get(i) + padding)
                    .append("  ");
        }
        return line.toString();
    }
}
