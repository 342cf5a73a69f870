package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;

/** Waiting that ends with the program. */
final class Pauses {
    private final Waiter waiter;
    private volatile boolean closed;

    Pauses(Waiter waiter) {
        this.waiter = waiter;
    }

    /** From now on nobody waits, and so nothing is tried again. */
    void close() {
        closed = true;
    }

    void pause(Inquiry inquiry, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        if (closed) {
            throw new SourceException(new SourceError.Unavailable(inquiry + ": given up, for the client is closed"));
        }
        try {
            waiter.await(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(
                    new SourceError.Unavailable(inquiry + ": given up while waiting, for the program ends"), e);
        }
    }
}
