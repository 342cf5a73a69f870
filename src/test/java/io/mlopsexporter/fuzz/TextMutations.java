package io.mlopsexporter.fuzz;

import java.util.List;
import java.util.Random;

/** Ways in which a written text can be other than it should. */
final class TextMutations {
    private static final List<String> PIECES = List.of(
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!binary ",
            "|",
            ">",
            "\"",
            "'",
            "#",
            "\n",
            "\t",
            "  ",
            "? ",
            "%",
            "@",
            "\u0000",
            "\uFEFF",
            "\ud800",
            "9".repeat(400),
            "1e999",
            ".inf",
            "0x7fffffffffffffffff",
            "null",
            "~",
            "yes",
            "-1",
            "${HOME}",
            "(".repeat(50),
            "[".repeat(2_000),
            "{a: ".repeat(300),
            "x".repeat(100_000),
            "(a+)+$",
            "99999999d",
            "0s",
            "../..",
            "http://[::1",
            "\r\n",
            ",",
            ";",
            "\"\"",
            "=cmd|'/c calc'!A1",
            "1e400",
            "NaN",
            "2026-13-45T99:99:99Z",
            "+999999999-12-31T23:59:59Z",
            "é",
            "𝄞");

    private TextMutations() {}

    /** A copy with one to four changes. */
    static String mutate(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0 && !mutant.isEmpty(); times--) {
            int at = random.nextInt(mutant.length());
            int to = Math.min(mutant.length(), at + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, to);
                case 1 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, to));
                default -> mutant.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return mutant.toString();
    }
}
