package io.mlopsexporter.bench;

import io.mlopsexporter.bench.Table.Target;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts by JMH. */
final class Parts {
    private static final double MIB = 1 << 20;

    private final Collection<RunResult> results;

    private Parts(Collection<RunResult> results) {
        this.results = results;
    }

    static void measure(Table table) throws RunnerException {
        var parts = new Parts(new Runner(new OptionsBuilder()
                        .include("io\\.mlopsexporter\\..*Benchmark\\.")
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run());
        parts.all(table);
        parts.targets(table);
    }

    private void all(Table table) {
        for (RunResult result : results) {
            table.row(name(result), result.getPrimaryResult().getScore(), " " + unit(result));
        }
    }

    private static String unit(RunResult result) {
        return result.getPrimaryResult().getScoreUnit().replace("/op", "");
    }

    /** As {@code derivation full, applications 1000}. */
    private static String name(RunResult result) {
        String[] path = result.getParams().getBenchmark().split("\\.", -1);
        String subject = path[path.length - 2].replace("Benchmark", "");
        String params = result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        return subject + "." + path[path.length - 1] + (params.isEmpty() ? "" : ", " + params);
    }

    private void targets(Table table) {
        OptionalDouble full = score("Derivation.full, applications 10000");
        full.ifPresent(ms -> table.row("derivation of 10,000 applications, s", ms / 1000, "", Target.atMost(2, "")));
        full.ifPresent(all -> score("Derivation.onePercentChanged, applications 10000")
                .ifPresent(ms -> table.row(
                        "poll with 1 % changed, as a part of the derivation of 10,000",
                        100 * ms / all, " %", Target.atMost(5, " %"))));
        score("Scrape.exporter, series 50000")
                .ifPresent(ours -> score("Scrape.simpleclient, series 50000")
                        .ifPresent(stock -> table.row(
                                "scrape of 50,000 series, times faster than simpleclient's",
                                stock / ours,
                                " ×",
                                Target.atLeast(10, " ×"))));
        garbage("Scrape.exporter, series 50000")
                .ifPresent(bytes ->
                        table.row("scrape of 50,000 series: garbage, MiB", bytes / MIB, "", Target.atMost(1, "")));
        garbage("Scrape.simpleclient, series 50000")
                .ifPresent(bytes -> table.row("the same by simpleclient: garbage, MiB", bytes / MIB, ""));
    }

    private OptionalDouble score(String start) {
        return results.stream()
                .filter(result -> name(result).startsWith(start))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst();
    }

    private OptionalDouble garbage(String start) {
        return results.stream()
                .filter(result -> name(result).startsWith(start))
                .flatMap(result -> result.getSecondaryResults().entrySet().stream())
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst();
    }
}
