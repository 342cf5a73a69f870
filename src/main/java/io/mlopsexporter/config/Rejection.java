package io.mlopsexporter.config;

/** Why a text is not what its type wants. */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final String expected;

    Rejection(String fault, String expected) {
        super(fault, null, false, false);
        this.fault = fault;
        this.expected = expected;
    }

    String fault() {
        return fault;
    }

    String expected() {
        return expected;
    }
}
