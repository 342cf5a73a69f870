package io.mlopsexporter.event;

/**
 * Texts of others as they may stand in a log line, a message or a table: one line, and nothing that a terminal obeys or by which
 * one character is taken for another (control characters, escape sequences, line separators, marks that turn the direction).
 */
public final class OneLine {
    private static final int LONGEST = 2_000;

    private OneLine() {}

    /** The text with a space in the place of each such character. */
    public static String of(String text) {
        return text.codePoints().anyMatch(OneLine::isUnsafe)
                ? text.codePoints()
                        .map(point -> isUnsafe(point) ? ' ' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    /** The same, cut where no message has to be longer: who sends a name of a megabyte does not fill logs and pages with it. */
    public static String message(String text) {
        String line = of(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
        return text.length() <= LONGEST ? line : line + "…";
    }

    private static boolean isUnsafe(int point) {
        if (point >= ' ' && point <= '~') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
