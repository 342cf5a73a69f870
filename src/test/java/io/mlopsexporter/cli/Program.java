package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own. Closing it kills it, and looks for exceptions that nobody caught. */
final class Program implements AutoCloseable {
    /** Two minutes: machines that build are slow, and a test that waits has failed anyway. */
    static final Duration BOUND = Duration.ofMinutes(2);

    private static final Path JAR = Path.of("target", "mlops-exporter.jar").toAbsolutePath();
    private static final Pattern SERVES = Pattern.compile("serves (http://\\S+)/metrics");

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param folder where it runs, and where its output is kept */
    static Program start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    static Program start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        assertThat(JAR).as("built by mvn package").isRegularFile();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = new ArrayList<>(
                List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "program", ".out");
        Path err = Files.createTempFile(folder, "program", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("GITHUB_TOKEN");
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    /** Runs a command that ends by itself. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (Program program = start(folder, arguments)) {
            return program.ended();
        }
    }

    Ended ended() throws InterruptedException {
        assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS))
                .as("ended\n%s", err())
                .isTrue();
        return new Ended(process.exitValue(), out(), err());
    }

    /** Where it serves, as it says itself. */
    String url() {
        return Await.until("address", BOUND, () -> find(SERVES), this::err);
    }

    /** Waits for a line on standard error in which the pattern is found; gives its first group. */
    Optional<String> find(Pattern pattern) {
        Matcher matcher = pattern.matcher(err());
        if (!matcher.find()) {
            assertThat(process.isAlive()).as("alive\n%s", err()).isTrue();
            return Optional.empty();
        }
        return Optional.of(matcher.group(1));
    }

    Scrape scrape() {
        return Scrape.of(url());
    }

    /** Waits for {@code /-/ready}. */
    void awaitReady() {
        String url = url() + "/-/ready";
        Await.until(
                "readiness", BOUND, () -> Optional.of(Page.at(url)).filter(page -> page.status() == 200), this::err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM. Gives how long it took to end with the code 0. */
    Duration terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        Ended ended = ended();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(ended.code()).as(ended.err()).isZero();
        return took;
    }

    /** SIGHUP. */
    void hangUp() throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        assertThat(err()).doesNotContain("Exception in thread");
    }

    /** How a process ended. */
    record Ended(int code, String out, String err) {}
}
