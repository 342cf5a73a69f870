package io.mlopsexporter.explain;

import io.mlopsexporter.event.OneLine;

/** A question about something that does not exist; the message says what there is instead. */
public final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean malformed;

    private Unanswerable(boolean malformed, String message) {
        super(OneLine.message(message));
        this.malformed = malformed;
    }

    /** It could exist, and does not. */
    public static Unanswerable unknown(String message) {
        return new Unanswerable(false, message);
    }

    /** No such thing can exist. */
    public static Unanswerable malformed(String message) {
        return new Unanswerable(true, message);
    }

    public boolean isMalformed() {
        return malformed;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
