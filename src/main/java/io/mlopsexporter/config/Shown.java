package io.mlopsexporter.config;

import java.util.regex.Pattern;

/** Values as messages show them: quoted, short, on one line, and never a secret. */
final class Shown {
    private static final int LONGEST = 60;

    /** Tokens by their prefix, private keys, passwords in URLs. Written in the wrong place they must not reach a log. */
    private static final Pattern SECRET = Pattern.compile(
            "gh[opusr]_\\w|github_pat_|pdus\\+|-----BEGIN|Bearer |//[^/@]*@|(?i:password|secret|token)=");

    static final String HIDDEN = "the value (not shown)";

    private Shown() {}

    static boolean looksSecret(String text) {
        return SECRET.matcher(text).find();
    }

    static String quoted(String text) {
        return looksSecret(text) ? HIDDEN : '"' + oneLine(text) + '"';
    }

    static String plain(String text) {
        return looksSecret(text) ? HIDDEN : oneLine(text);
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> append(line, point));
        return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
    }

    private static void append(StringBuilder line, int point) {
        if (point == '\n') {
            line.append("\\n");
        } else if (Character.isISOControl(point)) {
            line.append(String.format("\\u%04x", point));
        } else {
            line.appendCodePoint(point);
        }
    }
}
