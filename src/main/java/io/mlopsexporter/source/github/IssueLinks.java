package io.mlopsexporter.source.github;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a description names that may be a deployment (design 3.9, 7). Of the text itself nothing is kept. */
final class IssueLinks {
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[^\\s<>\"'()\\[\\]]+/(?:commit|deployments|actions/runs|releases/tag)/[^\\s<>\"'()\\[\\]?#]+");

    /** Digits alone are numbers of all kinds. */
    private static final Pattern COMMIT = Pattern.compile("\\b(?=[0-9]*[a-f])[0-9a-f]{7,40}\\b");

    /** A pasted log may have thousands. */
    private static final int MOST = 50;

    private IssueLinks() {}

    static List<String> in(String text) {
        Set<String> links = new LinkedHashSet<>();
        ADDRESS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(address -> address.replaceAll("[.,;:!]+$", ""))
                .forEach(links::add);
        COMMIT.matcher(text).results().map(MatchResult::group).forEach(links::add);
        return links.stream().limit(MOST).toList();
    }
}
