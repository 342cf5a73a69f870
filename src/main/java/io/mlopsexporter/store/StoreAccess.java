package io.mlopsexporter.store;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a store is and who may open it.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
 * @param user PostgreSQL's; empty: as the driver finds it
 * @param password asked for at each new connection, so that a renewed one is used at once
 */
public record StoreAccess(String url, Optional<String> user, Optional<Supplier<String>> password) {
    /** A file, or a server that asks for no password. */
    public static StoreAccess of(String url) {
        return new StoreAccess(url, Optional.empty(), Optional.empty());
    }

    /** Whether several agents may write it. */
    public boolean shared() {
        return url.startsWith(StoreServer.PREFIX);
    }
}
