package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.demo.DemoServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program under attack on its port: probes are answered, scrapes are answered or turned away with 503, memory and threads are
 * given back. With {@code -Dattack=full} at full size, held against the targets in time, which only a quiet machine meets.
 */
class AttackIT {
    private static final boolean FULL = "full".equals(System.getProperty("attack"));
    private static final long SEED = Long.getLong("attack.seed", 1);
    /** The heap that all has to do with. */
    private static final int HEAP_MIB = 128;

    private static final int WARM_UP = 50;
    private static final double PROBE_MILLIS = 100;
    private static final double SCRAPE_MILLIS = 1_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void probesAreAnswered_scrapesAnsweredOrTurnedAway_andAllIsGivenBack() throws Exception {
        // as the launcher and the image have it: a heap that is full ends the process
        Map<String, String> environment =
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + HEAP_MIB + "m -XX:+ExitOnOutOfMemoryError");
        try (DemoServer gitHub = DemoServer.start(InstantSource.system(), 1);
                Program program = Program.start(
                        folder,
                        environment,
                        "run",
                        "--config",
                        Settings.of(folder, gitHub.githubUrl()).toString())) {
            program.awaitReady();
            // an agent that runs has loaded and compiled what it answers with
            for (int i = 0; i < WARM_UP; i++) {
                program.scrape();
            }
            double threadsBefore = sample(program, "jvm_threads_current");
            Attack attack =
                    new Attack(URI.create(program.url()), FULL ? 200 : 60, FULL ? 1_000 : 150, FULL ? 5 : 2, SEED);

            Attack.Outcome outcome = attack.run();
            String report = report(attack, outcome, sample(program, "process_resident_memory_bytes"));
            System.out.println(report);

            assertThat(outcome.probes().keySet()).as(report).containsExactly(200);
            assertThat(outcome.scrapes().keySet())
                    .as(report)
                    .isSubsetOf(200, 503)
                    .contains(200);
            double threads = Await.until(
                    "end of the threads that answered",
                    Program.BOUND,
                    () -> Optional.of(sample(program, "jvm_threads_current")).filter(now -> now <= threadsBefore + 5),
                    program::err);
            assertThat(threads).isPositive();
            assertThat(program.out() + program.err()).doesNotContain("java.lang.OutOfMemoryError", " ERROR ");
            if (FULL) {
                assertThat(Attack.Outcome.percentile(outcome.probeMillis(), 0.99))
                        .as(report)
                        .isLessThan(PROBE_MILLIS);
                assertThat(Attack.Outcome.percentile(outcome.scrapeMillis(), 0.99))
                        .as(report)
                        .isLessThan(SCRAPE_MILLIS);
            }
            assertThat(program.terminate()).isLessThan(RunIT.PROMPTLY);
        }
    }

    private static String report(Attack attack, Attack.Outcome outcome, double resident) {
        return """
                attack: %d bad clients and %d scrapes at once, %d times; heap %d MiB, resident %.0f MiB; seed %d
                probes  %s: %s (target: p99 < %.0f ms)
                scrapes %s: answered %s (target: p99 < %.0f ms); turned away %s
                again: make attack ARGS="-Dattack.seed=%d\"""".formatted(
                        attack.slow(),
                        attack.scrapes(),
                        attack.rounds(),
                        HEAP_MIB,
                        resident / (1 << 20),
                        attack.seed(),
                        outcome.probes(),
                        Attack.Outcome.told(outcome.probeMillis()),
                        PROBE_MILLIS,
                        outcome.scrapes(),
                        Attack.Outcome.told(outcome.scrapeMillis()),
                        SCRAPE_MILLIS,
                        Attack.Outcome.told(outcome.shedMillis()),
                        attack.seed());
    }

    private static double sample(Program program, String name) {
        return program.scrape().samples().getOrDefault(name, Double.NaN);
    }
}
