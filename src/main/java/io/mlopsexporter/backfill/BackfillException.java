package io.mlopsexporter.backfill;

/** History could not be brought to where it was to go. The message says what, where, and what to do. */
public final class BackfillException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackfillException(String message) {
        super(message);
    }

    BackfillException(String message, Throwable cause) {
        super(message, cause);
    }
}
