package io.mlopsexporter.source;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Takes out of titles, branches and first lines whom their source names as author, whom they mention, and mail addresses: texts are
 * kept to be shown and searched, and nobody is to be found in them. What else people write there stays as they wrote it.
 */
public final class Unnamed {
    private static final String SOMEBODY = "…";

    private static final Pattern MERGE = Pattern.compile("^(Merge pull request #\\d+) from \\S+");
    private static final Pattern MAIL = Pattern.compile("<?[\\w.+%-]+@(?:[\\w-]+\\.)+[A-Za-z]{2,}>?");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w/])@[A-Za-z\\d](?:[A-Za-z\\d-]{0,38})(?![\\w/-])");

    /** Shorter names would be found within other words' places. */
    private static final int SHORTEST = 3;

    private Unnamed() {}

    /** @param names of accounts and people */
    public static String text(String text, Collection<String> names) {
        String merge = MERGE.matcher(text).replaceFirst("$1");
        String plain = MENTION.matcher(MAIL.matcher(merge).replaceAll(SOMEBODY)).replaceAll(SOMEBODY);
        for (String name : names) {
            if (name.length() >= SHORTEST) {
                plain = Pattern.compile(
                                "(?<![\\p{L}\\d])" + Pattern.quote(name) + "(?![\\p{L}\\d])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(plain)
                        .replaceAll(SOMEBODY);
            }
        }
        return plain;
    }
}
