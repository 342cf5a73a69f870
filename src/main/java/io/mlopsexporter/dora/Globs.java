package io.mlopsexporter.dora;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths of a monorepo belong to an application: {@code **} stands for any directories, {@code *} and {@code ?} for
 * characters within one name, a trailing {@code /} for everything below. A glob without a slash at its end and without
 * wildcards names a file, or a directory with all that is in it.
 */
final class Globs {
    private final List<Pattern> patterns;

    Globs(List<String> globs) {
        patterns = globs.stream().map(Globs::compile).toList();
    }

    boolean areEmpty() {
        return patterns.isEmpty();
    }

    boolean match(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern compile(String glob) {
        String normal = glob.startsWith("/") ? glob.substring(1) : glob;
        var regex = new StringBuilder();
        int at = 0;
        while (at < normal.length()) {
            if (normal.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 3;
            } else if (normal.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else {
                regex.append(one(normal.charAt(at)));
                at++;
            }
        }
        if (normal.endsWith("/")) {
            regex.append(".*");
        } else if (normal.indexOf('*') < 0 && normal.indexOf('?') < 0) {
            regex.append("(?:/.*)?");
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String one(char character) {
        return switch (character) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(character));
        };
    }
}
