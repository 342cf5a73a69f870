package io.mlopsexporter.config;

import java.util.regex.Pattern;

/**
 * Names services: by id, by name, or by a pattern between slashes that is searched in the name.
 *
 * @param text {@code PSVC00001}, {@code Feast API} or {@code /^feast-/}
 */
public record ServiceSelector(String text) {

    public ServiceSelector {
        if (isPattern(text)) {
            Pattern.compile(between(text));
        }
    }

    /** Whether it names the service of this id and name. */
    public boolean selects(String id, String name) {
        return isPattern(text)
                ? Pattern.compile(between(text)).matcher(name).find()
                : text.equals(id) || text.equalsIgnoreCase(name);
    }

    private static boolean isPattern(String text) {
        return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    }

    private static String between(String text) {
        return text.substring(1, text.length() - 1);
    }
}
