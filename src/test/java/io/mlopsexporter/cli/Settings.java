package io.mlopsexporter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes configurations for a GitHub somewhere. A month of history, so that a first read is short. */
final class Settings {
    private Settings() {}

    static Path of(Path folder, String gitHub) throws IOException {
        return of(folder, gitHub, "acme-ai", "demo");
    }

    /** More sections. */
    static void add(Path config, String sections) throws IOException {
        Files.writeString(config, Files.readString(config) + sections + "\n");
    }

    static Path of(Path folder, String gitHub, String organization, String token) throws IOException {
        Files.writeString(folder.resolve("token"), token);
        return Files.writeString(
                folder.resolve("exporter.yml"), """
                server: {listen: "127.0.0.1:0"}
                store: {url: "jdbc:sqlite:%s"}
                polling: {interval: 1h, history: 30d}
                metrics: {windows: [7d, 30d]}
                github:
                  - {api_url: "%s", token_file: token, organizations: [%s]}
                """.formatted(folder.resolve("events.db"), gitHub, organization));
    }
}
