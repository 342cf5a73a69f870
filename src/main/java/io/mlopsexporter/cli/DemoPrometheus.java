package io.mlopsexporter.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Prometheus beside the demo, on the configuration and rules that ship. */
final class DemoPrometheus implements AutoCloseable {
    /** As they lie in this jar and, below {@code prometheus/}, in the repository. */
    static final List<String> FILES =
            List.of("prometheus.yml", "rules/exporter-alerts.yml", "rules/delivery-alerts.yml", "rules/recording.yml");

    private static final int USUAL_PORT = 9090;
    private static final int PATIENCE_SECONDS = 3;

    private final Process process;
    private final URI url;

    private DemoPrometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The program, if it is in one of the folders of a PATH. */
    static Optional<Path> find(String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** @param target what it scrapes, as {@code localhost:10808} */
    static DemoPrometheus start(Path program, Path folder, String target) throws IOException {
        Path home = folder.resolve("prometheus");
        for (String file : FILES) {
            Path copy = home.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, adapted(file, target));
        }
        URI url = URI.create("http://127.0.0.1:" + port());
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + home.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.resolve("data"),
                        "--storage.tsdb.retention.time=400d",
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=" + url.getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        return new DemoPrometheus(process, url);
    }

    /** As it ships, but for the target, and for intervals that somebody who watches has the patience for. */
    static String adapted(String file, String target) throws IOException {
        try (InputStream shipped = DemoPrometheus.class.getResourceAsStream("/prometheus/" + file)) {
            if (shipped == null) {
                throw new IOException("prometheus/" + file + " is missing in this build");
            }
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("localhost:10808", target)
                    .replace("_interval: 1m", "_interval: 15s");
        }
    }

    private static int port() throws IOException {
        try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            }
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
