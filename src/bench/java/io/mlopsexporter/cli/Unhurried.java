package io.mlopsexporter.cli;

import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.exposition.MetricsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** {@code run} without the politeness of 14 requests a second, which a simulated API need not be shown. */
public final class Unhurried {
    private Unhurried() {}

    /** @param args the configuration's file */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Path.of(args[0]);
        MetricsServer.setLimits();
        Ending.prepare();
        try (Service service = new Service(
                () -> ConfigReader.read(file),
                InstantSource.system(),
                GitHubWiring.Pace.LOOPBACK,
                (figures, platform) -> {})) {
            service.start();
            Ending.await();
        } finally {
            Ending.done();
        }
    }
}
