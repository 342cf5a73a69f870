package io.mlopsexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * All measurements, as one table: the parts, and the whole with 10 and 1,000 repositories. Arguments: {@code full} adds 10,000;
 * {@code parts} and numbers of repositories take only these.
 */
public final class Bench {
    private static final Path RESULTS = Path.of("target", "benchmarks.md");

    private Bench() {}

    /** Run in the project's folder, after the jar and the benchmarks were built. */
    public static void main(String[] args) throws IOException, RunnerException {
        List<String> wanted = Arrays.asList(args);
        boolean all = wanted.isEmpty() || wanted.contains("full");
        Path jar = Path.of("target", "mlops-exporter.jar");
        System.out.println(Machine.describe());
        Table table = new Table();
        if (all || wanted.contains("parts")) {
            Parts.measure(table);
        }
        for (int repositories : sizes(wanted)) {
            WholeProcess.measure(table, WholeProcess.Scale.of(repositories), jar);
        }
        Files.writeString(RESULTS, Machine.describe() + "\n\n" + table.markdown());
        System.out.println(table.missed() + " target(s) missed; the same as Markdown: " + RESULTS);
    }

    private static List<Integer> sizes(List<String> wanted) {
        if (wanted.contains("full")) {
            return List.of(10, 1_000, 10_000);
        }
        return wanted.isEmpty()
                ? List.of(10, 1_000)
                : wanted.stream()
                        .filter(argument -> argument.matches("[0-9]+"))
                        .map(Integer::valueOf)
                        .toList();
    }
}
