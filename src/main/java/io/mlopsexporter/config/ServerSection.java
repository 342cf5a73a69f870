package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.List;

/** {@code server}. */
final class ServerSection {
    static final Key<ListenAddress> LISTEN = Key.of(
            "listen",
            AddressTypes.LISTEN,
            "\"0.0.0.0:10808\"",
            "`HOST:PORT`. Without a host: all interfaces. An IPv6 address stands in brackets, and in quotes: `\"[::1]:10808\"`.");
    static final Key<Path> WEB_CONFIG_FILE = Key.optional(
            "web_config_file",
            Types.FILE,
            "TLS, basic authentication and headers, in the form that Prometheus's own exporters read (exporter-toolkit). It and the"
                    + " files that it names are read again when they change; to begin or end TLS takes a restart.");
    static final Key<Boolean> ENABLE_LIFECYCLE = Key.of(
            "enable_lifecycle",
            new Flag(),
            "false",
            "Whether `POST /-/reload` reads the configuration again. The signal SIGHUP always does.");

    static final Section<ServerConfig> SECTION = new Section<>(
            "server",
            "Where and how HTTP is served.",
            List.of(LISTEN, WEB_CONFIG_FILE, ENABLE_LIFECYCLE),
            List.of(),
            values -> new ServerConfig(values.get(LISTEN), values.find(WEB_CONFIG_FILE), values.get(ENABLE_LIFECYCLE)));

    private ServerSection() {}
}
