package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.demo.DemoServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program under attack on its port: probes are answered, scrapes are answered or turned away with 503, memory, threads and
 * connections are given back. With {@code -Dattack=full} at full size, held against the targets in time, which only a quiet machine meets.
 */
class AttackIT {
    private static final boolean FULL = "full".equals(System.getProperty("attack"));
    private static final long SEED = Long.getLong("attack.seed", 1);
    /** The heap that all has to do with. */
    private static final int HEAP_MIB = 128;

    private static final int WARM_UP = 50;
    private static final double PROBE_MILLIS = 100;
    /** After that a kubelet gives up: probes that take longer end the container. */
    private static final double KUBELET_MILLIS = 1_000;

    private static final double SCRAPE_MILLIS = 1_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void probesAreAnswered_scrapesAnsweredOrTurnedAway_andAllIsGivenBack() throws Exception {
        // as the launcher and the image have it: a heap that is full ends the process, among others
        String options = String.join(" ", Files.readAllLines(Path.of("src/main/jvm/options")));
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", options + " -Xmx" + HEAP_MIB + "m");
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
            double filesBefore = sample(program, "process_open_fds");
            Attack first = attack(URI.create(program.url()), FULL ? 3 : 1);
            Attack attack = attack(URI.create(program.url()), FULL ? 5 : 1);

            Attack.Outcome cold = first.run();
            Attack.Outcome outcome = attack.run();
            double resident = sample(program, "process_resident_memory_bytes");
            double bare = FULL ? bareServer() : Double.NaN;
            String report = report(attack, cold, outcome, bare, resident);
            System.out.println(report);

            assertThat(cold.probes().keySet()).as(report).containsExactly(200);
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
            // connections that ended in the middle of an answer, too, and long before an answer may take no longer
            double files = Await.until(
                    "end of the connections",
                    Duration.ofSeconds(15),
                    () -> Optional.of(sample(program, "process_open_fds")).filter(now -> now <= filesBefore + 10),
                    program::err);
            assertThat(files).isPositive();
            assertThat(program.out() + program.err()).doesNotContain("java.lang.OutOfMemoryError", " ERROR ");
            if (FULL) {
                assertThat(Attack.Outcome.percentile(outcome.probeMillis(), 0.99))
                        .as(report)
                        .isLessThan(KUBELET_MILLIS);
                assertThat(Attack.Outcome.percentile(outcome.scrapeMillis(), 0.99))
                        .as(report)
                        .isLessThan(SCRAPE_MILLIS);
            }
            assertThat(program.terminate()).isLessThan(RunIT.PROMPTLY);
        }
    }

    /** The same on a server that has nothing to do: what the clients take of the processor, the kernel, and 1,000 threads. */
    private static double bareServer() throws Exception {
        try (BareServer server = new BareServer()) {
            attack(server.url(), 3).run();
            return Attack.Outcome.percentile(attack(server.url(), 5).run().probeMillis(), 0.99);
        }
    }

    private static Attack attack(URI agent, int rounds) {
        return new Attack(agent, FULL ? 200 : 60, FULL ? 1_000 : 150, rounds, SEED);
    }

    private static String report(
            Attack attack, Attack.Outcome cold, Attack.Outcome outcome, double bare, double resident) {
        return """
                attack: %d bad clients and %d scrapes at once, %d times; heap %d MiB, resident %.0f MiB; seed %d
                before, while all of it is compiled: probes %s: %s
                probes  %s: %s (target: p99 < %.0f ms, %s; of a bare server under the same clients: %.0f ms)
                scrapes %s: answered %s (target: p99 < %.0f ms); turned away %s
                again: make attack ARGS="-Dattack.seed=%d\"""".formatted(
                        attack.slow(),
                        attack.scrapes(),
                        attack.rounds(),
                        HEAP_MIB,
                        resident / (1 << 20),
                        attack.seed(),
                        cold.probes(),
                        Attack.Outcome.told(cold.probeMillis()),
                        outcome.probes(),
                        Attack.Outcome.told(outcome.probeMillis()),
                        PROBE_MILLIS,
                        Attack.Outcome.percentile(outcome.probeMillis(), 0.99) < PROBE_MILLIS ? "met" : "missed",
                        bare,
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
