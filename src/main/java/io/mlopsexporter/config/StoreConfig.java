package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where events are kept.
 *
 * @param url {@code jdbc:sqlite:FILE}, where a relative file is one of the working directory, or {@code
 *     jdbc:postgresql://HOST/DATABASE}
 * @param user of PostgreSQL; empty: as its driver finds it
 * @param passwordFile of that user; at most one of it and {@code passwordEnvironment} is there
 * @param passwordEnvironment the name of a variable
 */
public record StoreConfig(
        String url, Optional<String> user, Optional<Path> passwordFile, Optional<String> passwordEnvironment) {
    /** A file. */
    public StoreConfig(String url) {
        this(url, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
