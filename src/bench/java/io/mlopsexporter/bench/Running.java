package io.mlopsexporter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that serves metrics, and what Linux tells of it. */
final class Running implements AutoCloseable {
    /** Of {@code /proc}, on every Linux that people use. */
    private static final double TICKS_PER_SECOND = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final long began = System.nanoTime();
    private final int port;
    private final Path log;

    /** It ran out of memory, most likely. */
    static final class EndedByItself extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedByItself(String lastLines) {
            super(lastLines);
        }
    }

    private Running(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static Running start(List<String> command, Path folder, int port) {
        Path log = folder.resolve("log");
        try {
            return new Running(
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    port,
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Since it was started. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /**
     * Looks every few milliseconds at first, then less often: to look is a small scrape, which must not count among the work. Gives the
     * seconds since the start of the process at which it was so.
     */
    double await(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new EndedByItself(lastLines());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within " + patience + ": " + lastLines());
            }
            try {
                Thread.sleep(Math.max(10, Math.min(500, (long) (20 * seconds()))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return seconds();
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The text under a path; empty while nobody answers. */
    Optional<String> get(String path) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The value of a series, given as it stands in the exposition; of others with more labels, too. */
    OptionalDouble value(String series) {
        int brace = series.indexOf('{');
        String name = brace < 0 ? series : series.substring(0, brace);
        return value(get("/metrics?name%5B%5D=" + name).orElse(""), series);
    }

    static OptionalDouble value(String exposition, String series) {
        String start = series.replaceFirst("}$", "");
        return exposition
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }

    int port() {
        return port;
    }

    /** In user and kernel mode. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** @param what {@code VmRSS}, {@code VmHWM} for the highest it ever was */
    double mebibytes(String what) {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith(what + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
        } catch (IOException e) {
            throw new EndedByItself(lastLines());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
