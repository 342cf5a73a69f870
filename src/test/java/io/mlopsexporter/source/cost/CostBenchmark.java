package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.source.InMemoryJournal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time and memory of a long bill: {@code generate FILE ROWS}, then {@code read FILE}; see the target cost-benchmark of the Makefile. */
final class CostBenchmark {
    private CostBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("generate")) {
            try (Writer out = Files.newBufferedWriter(file)) {
                GeneratedBill.write(out, Integer.parseInt(arguments[2]), 1);
            }
            return;
        }
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
        var journal = new InMemoryJournal();
        long begun = System.nanoTime();
        var result = new FocusSource(FocusCsv.settings(), new FocusFiles(file, FocusSettings.Files.UNTOLD, clock))
                .poll(journal);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        BigDecimal sum = journal.log().platformFacts().values().stream()
                .map(CostStatement.class::cast)
                .flatMap(statement -> statement.charges().stream())
                .map(CostStatement.Charge::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        PrintStream out = System.out;
        out.println(result);
        out.println("sum " + sum.toPlainString() + " USD, " + took.toMillis() + " ms, heap at most "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }
}
