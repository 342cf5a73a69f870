package io.mlopsexporter.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A survey of the platform's users.
 *
 * @param name the label {@code survey}
 * @param file where its answers are, if not at {@code url}
 * @param credential for {@code url}; empty: none is needed
 * @param least the lowest satisfaction that can be answered
 * @param positiveFrom the lowest that says: satisfied
 * @param answers words that stand for numbers
 * @param invited how many people were asked
 */
public record SurveyConfig(
        String name,
        Optional<Path> file,
        Optional<URI> url,
        Optional<UrlCredential> credential,
        Columns columns,
        int least,
        int most,
        int positiveFrom,
        Map<String, Integer> answers,
        Optional<String> dateFormat,
        Optional<ZoneId> timeZone,
        Optional<Charset> encoding,
        OptionalInt invited,
        int minResponses) {
    private static final String PREFIX = "survey-";

    public SurveyConfig {
        // in one order: a configuration is known again by its text
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /** The label {@code source}. */
    public String source() {
        return source(name);
    }

    static String source(String name) {
        return PREFIX + name;
    }

    /** Where what stands: names of columns, or patterns between slashes. */
    public record Columns(
            Optional<String> time,
            Optional<String> id,
            Optional<String> satisfaction,
            Optional<String> recommendation) {}
}
