package io.mlopsexporter.store;

import org.jspecify.annotations.Nullable;

/** The store can't be opened, read or written. The message says which file, why, and what to do; for people to read. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
