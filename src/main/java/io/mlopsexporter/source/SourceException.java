package io.mlopsexporter.source;

/** Carries a {@link SourceError} out of the depth of a poll to where it is decided upon. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SourceError error;

    public SourceException(SourceError error) {
        super(error.message());
        this.error = error;
    }

    public SourceException(SourceError error, Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    public SourceError error() {
        return error;
    }
}
