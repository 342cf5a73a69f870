package io.mlopsexporter.config;

/**
 * One mistake in a configuration.
 *
 * @param path of the key: {@code github[0].api_url}; empty: the file as a whole
 * @param line counted from 1; 0: there is none, as for a missing file
 * @param value what is written there, shortened; empty where there is nothing to show, or where it may be a secret
 * @param fault what is wrong
 * @param expected what would be right; may be empty
 * @param suggestion the key or value that was probably meant; may be empty
 */
public record Problem(String path, int line, String value, String fault, String expected, String suggestion) {

    static Problem of(String path, int line, String fault) {
        return new Problem(path, line, "", fault, "", "");
    }

    Problem showing(String shown) {
        return new Problem(path, line, shown, fault, expected, suggestion);
    }

    Problem expecting(String what) {
        return new Problem(path, line, value, fault, what, suggestion);
    }

    Problem suggesting(String what) {
        return new Problem(path, line, value, fault, expected, what);
    }

    /** The line that a person reads, without the file's name. */
    public String message() {
        return (path.isEmpty() ? "" : path + ": ")
                + (value.isEmpty() ? "" : value + " ")
                + fault
                + (expected.isEmpty() ? "" : "; expected " + expected)
                + (suggestion.isEmpty() ? "" : " (did you mean " + suggestion + "?)");
    }
}
