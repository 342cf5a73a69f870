package io.mlopsexporter.demo;

/** Something that GitHub answers an error to, in its words. */
final class GraphQlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /** @param type {@code NOT_FOUND}, say; empty if the document itself is wrong */
    GraphQlException(String type, String message) {
        super(message);
        this.type = type;
    }

    static GraphQlException notFound(String what) {
        return new GraphQlException("NOT_FOUND", "Could not resolve to a " + what + ".");
    }

    String type() {
        return type;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
