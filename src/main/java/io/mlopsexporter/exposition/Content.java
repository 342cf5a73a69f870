package io.mlopsexporter.exposition;

/** What a page shows: an HTTP status, what kind of text it is, and the text, which is sent as UTF-8. */
public record Content(int status, String contentType, String text) {
    /** A page for people; whatever comes from outside was escaped with {@link #escaped}. */
    public static Content html(int status, String html) {
        return new Content(status, "text/html; charset=utf-8", html);
    }

    public static Content json(int status, String json) {
        return new Content(status, "application/json; charset=utf-8", json);
    }

    static Content text(int status, String text) {
        return new Content(status, "text/plain; charset=utf-8", text + "\n");
    }

    /** Text as it may stand in HTML, between tags and in quoted attributes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
