package io.mlopsexporter.source;

import io.mlopsexporter.event.OneLine;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a request came to nothing, and so what to do about it. The message is {@code METHOD path status: first line of the
 * body}, and what to do, in one line; no secret is ever part of it.
 */
public sealed interface SourceError {
    String message();

    /** Worth trying again, later. */
    sealed interface Retriable extends SourceError {
        /** Not before this instant, if the source said so. */
        Optional<Instant> retryAt();
    }

    /** Trying again without a change by somebody would give the same. */
    sealed interface Permanent extends SourceError {}

    /** A limit of the API, or our own reserve of it, is used up. */
    record RateLimited(String message, Instant until) implements Retriable {
        public RateLimited {
            message = OneLine.message(message);
        }

        @Override
        public Optional<Instant> retryAt() {
            return Optional.of(until);
        }
    }

    /** 5xx, broken connection, broken or half-sent body, open circuit. */
    record Unavailable(String message) implements Retriable {
        public Unavailable {
            message = OneLine.message(message);
        }

        @Override
        public Optional<Instant> retryAt() {
            return Optional.empty();
        }
    }

    /** No answer, or no end of it, in time. */
    record TimedOut(String message) implements Retriable {
        public TimedOut {
            message = OneLine.message(message);
        }

        @Override
        public Optional<Instant> retryAt() {
            return Optional.empty();
        }
    }

    /** The credential is wrong, expired, or lacks a permission (401, plain 403). */
    record Unauthorized(String message) implements Permanent {
        public Unauthorized {
            message = OneLine.message(message);
        }
    }

    /** The account's plan does not have it, and so there is none of it (402). */
    record NotIncluded(String message) implements Permanent {
        public NotIncluded {
            message = OneLine.message(message);
        }
    }

    /** There is no such thing, or it is hidden from us (404, 410). */
    record NotFound(String message) implements Permanent {
        public NotFound {
            message = OneLine.message(message);
        }
    }

    /** An answer that does not have the documented shape. */
    record BadPayload(String message) implements Permanent {
        public BadPayload {
            message = OneLine.message(message);
        }
    }
}
