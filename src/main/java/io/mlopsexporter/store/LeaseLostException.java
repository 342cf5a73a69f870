package io.mlopsexporter.store;

/** Another replica has taken over what this one was at: whatever it wanted to write, it has not been written. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String message) {
        super(message);
    }
}
