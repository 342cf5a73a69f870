package io.mlopsexporter.store;

import org.jspecify.annotations.Nullable;

/** The store can't be opened, read or written. The message says which file, why, and what to do; for people to read. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean damage;

    StoreException(String message) {
        this(message, null);
    }

    StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean damage) {
        super(message, cause);
        this.damage = damage;
    }

    static StoreException damage(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Whether what is in the store makes no sense, so that trying again would give the same. */
    boolean isDamage() {
        return damage;
    }
}
