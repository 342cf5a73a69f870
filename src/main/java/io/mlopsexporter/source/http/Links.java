package io.mlopsexporter.source.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Link} (RFC 8288). */
final class Links {
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,=\\s]+\\s*=\\s*(?:\"[^\"]*\"|[^\",;\\s]+))*)");
    private static final Pattern REL = Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\",;\\s]+))");

    private Links() {}

    /** Where the next page is, perhaps as a relative URL. */
    static Optional<String> next(String header) {
        Matcher link = LINK.matcher(header);
        while (link.find()) {
            Matcher rel = REL.matcher(link.group(2));
            if (rel.find()) {
                String relations = rel.group(1) == null ? rel.group(2) : rel.group(1);
                if (Arrays.asList(relations.strip().split("\\s+")).contains("next")) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
