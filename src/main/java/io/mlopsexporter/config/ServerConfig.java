package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how HTTP is served.
 *
 * @param webConfigFile TLS and basic authentication, see {@link ConfigReader#readWeb}
 * @param enableLifecycle whether {@code POST /-/reload} is answered (SIGHUP always is)
 */
public record ServerConfig(ListenAddress listen, Optional<Path> webConfigFile, boolean enableLifecycle) {}
