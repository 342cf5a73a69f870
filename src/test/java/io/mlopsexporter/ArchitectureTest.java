package io.mlopsexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The product keeps the rules, and a world made of offenders breaks each of them. */
class ArchitectureTest {
    private static final String ROOT = "io.mlopsexporter";
    private static final String CLOCK = "the clock is read in cli only";
    private static final String PURE = "pure packages do no I/O, log nothing and know no threads";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> product_keeps() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        assertThat(product).isNotEmpty();
        return new ArchitectureRules(ROOT)
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(product)));
    }

    @Test
    void everyRule_isBrokenByAnOffender() throws IOException {
        Map<String, String> offenders = new TreeMap<>();
        offenders.put("bad.cli.Anything", "public class Anything { bad.event.Offender event; }");
        for (String name : ArchitectureRules.packageNames()) {
            String where = "bad." + name.replace("..", "");
            // Everybody but cli itself: cli must not be known, and that it knows event makes a cycle.
            offenders.put(where + ".Offender", "public class Offender { bad.cli.Anything cli; }");
        }
        offenders.put("bad.metric.Client", "class Client { okhttp3.Request request; }");
        offenders.put("bad.poll.Gauges", "class Gauges { io.prometheus.client.Gauge gauge; }");
        offenders.put("bad.cli.Packed", "class Packed { org.xerial.snappy.Snappy snappy; }");
        offenders.put("bad.poll.Sql", "class Sql { java.sql.Connection connection; }");
        offenders.put("bad.poll.Csv", "class Csv { com.fasterxml.jackson.dataformat.csv.CsvMapper mapper; }");
        offenders.put("bad.poll.Options", "class Options { picocli.CommandLine line; }");
        offenders.put("bad.config.Logs", "class Logs { org.slf4j.Logger logger; }");
        offenders.put("bad.demo.Client", "class Client { okhttp3.Request request; }");
        offenders.put("bad.dora.Reads", "class Reads { java.io.Reader reader; }");
        offenders.put("bad.dora.Waits", "class Waits { synchronized void waits() {} }");
        offenders.put("bad.event.Clock", "class Clock { Object now = java.time.Instant.now(); }");
        offenders.put("bad.unheard.Of", "class Of {}");
        JavaClasses world = compile(offenders);

        List<String> kept = new ArrayList<>();
        new ArchitectureRules("bad").all().forEach((name, rule) -> {
            if (!rule.evaluate(world).hasViolation()) {
                kept.add(name);
            }
        });
        assertThat(kept).isEmpty();
    }

    @Test
    void readingTheClock_isSeen_exceptInCli() throws IOException {
        List<String> expressions = List.of(
                "java.time.Instant.now()",
                "(java.util.function.Supplier<Object>) java.time.Instant::now",
                "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                "java.time.Clock.systemUTC()",
                "java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC)",
                "System.currentTimeMillis()",
                "new java.util.Date()");
        assertThat(offending("poll", expressions, CLOCK)).isEqualTo(expressions);
        assertThat(offending("cli", expressions, CLOCK)).isEmpty();
    }

    @Test
    void timeFromElsewhere_isFine() throws IOException {
        List<String> expressions = List.of(
                "java.time.Instant.now(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC))",
                "java.time.Instant.ofEpochSecond(5)",
                "System.nanoTime()",
                "new java.util.Date(5)");
        assertThat(offending("poll", expressions, CLOCK)).isEmpty();
    }

    @Test
    void effects_areSeenInPurePackages_andFineInOthers() throws IOException {
        List<String> expressions = List.of(
                "new java.util.concurrent.ConcurrentHashMap<String, String>()",
                "new Thread(() -> {})",
                "System.out.append('x')",
                "java.nio.file.Path.of(\"x\")",
                "java.net.URI.create(\"x:y\")",
                "org.slf4j.LoggerFactory.getLogger(\"x\")");
        for (String pure : List.of("event", "dora", "platform", "metric")) {
            assertThat(offending(pure, expressions, PURE)).as(pure).isEqualTo(expressions);
        }
        assertThat(offending("poll", expressions, PURE)).isEmpty();
    }

    @Test
    void sourcesDoNotKnowEachOther() throws IOException {
        String rule = "source.github.. depends on its neighbours only";
        JavaClasses world = compile(Map.of(
                "bad.source.mlflow.Secret", "public class Secret {}",
                "bad.source.github.Curious", "class Curious { bad.source.mlflow.Secret secret; }"));
        assertThat(evaluate(world, rule).hasViolation()).isTrue();
    }

    /** Those of the expressions that break the rule, when each stands in a class of a package. */
    private List<String> offending(String where, List<String> expressions, String rule) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            sources.put(
                    "bad." + where + ".Number" + i,
                    "class Number" + i + " { Object it = " + expressions.get(i) + "; }");
        }
        String report = evaluate(compile(sources), rule).getFailureReport().toString();
        return IntStream.range(0, expressions.size())
                .filter(i -> report.contains("bad." + where + ".Number" + i))
                .mapToObj(expressions::get)
                .toList();
    }

    private static EvaluationResult evaluate(JavaClasses world, String rule) {
        return Objects.requireNonNull(new ArchitectureRules("bad").all().get(rule), rule)
                .evaluate(world);
    }

    /** @param sources by full name of the class, without their package line */
    private JavaClasses compile(Map<String, String> sources) throws IOException {
        Path sourceFolder = Files.createTempDirectory(folder, "sources");
        Path classFolder = Files.createTempDirectory(folder, "classes");
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classFolder.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            String name = source.getKey();
            Path file = sourceFolder.resolve(name.replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" + source.getValue());
            arguments.add(file.toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failed).as("the offenders compile").isZero();
        return new ClassFileImporter().importPath(classFolder);
    }
}
