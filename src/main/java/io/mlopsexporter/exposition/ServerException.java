package io.mlopsexporter.exposition;

/** The server cannot listen where it was told to. The message says where, why, and what to do. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
