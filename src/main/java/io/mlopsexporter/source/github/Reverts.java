package io.mlopsexporter.source.github;

import java.util.List;
import java.util.regex.Pattern;

/** What messages, titles and bodies say they revert, in the words that git and GitHub write (design 3.9, 5). */
final class Reverts {
    private static final Pattern COMMIT = Pattern.compile("This reverts commit ([0-9a-f]{7,40})\\b");
    private static final Pattern PULL_REQUEST = Pattern.compile("\\bReverts (?:[\\w.-]+/[\\w.-]+)?#(\\d{1,9})\\b");
    private static final Pattern TITLE = Pattern.compile("^Revert \".*\\(#(\\d{1,9})\\)\"");
    private static final Pattern LANDS_AGAIN = Pattern.compile("^(?:Reapply \"|Revert \"Revert )");

    private Reverts() {}

    /** Whether a change of this title lands again what a revert took away, and so blames nothing. */
    static boolean landsAgain(String title) {
        return LANDS_AGAIN.matcher(title).find();
    }

    /** Commits that a commit's message says it reverts. */
    static List<String> ofMessage(String message) {
        return landsAgain(message) ? List.of() : commits(message);
    }

    static List<String> commits(String text) {
        return COMMIT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    static List<Integer> pullRequests(String title, String body) {
        return List.of(TITLE.matcher(title), PULL_REQUEST.matcher(body)).stream()
                .flatMap(matcher -> matcher.results())
                .map(found -> Integer.valueOf(found.group(1)))
                .distinct()
                .toList();
    }
}
