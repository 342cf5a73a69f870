package io.mlopsexporter.source.survey;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How a survey's export is to be read.
 *
 * @param source the label {@code source}
 * @param survey its name
 * @param columns where what stands; a name as in the first row, or a pattern between slashes that is searched
 * @param least the lowest satisfaction that can be answered
 * @param most the highest
 * @param answers words that stand for numbers: {@code Very satisfied}, 5
 * @param dateFormat of times, as {@link java.time.format.DateTimeFormatter} reads it; for those that a form tool writes by its locale
 * @param zone of times that have none
 */
public record SurveySettings(
        String source,
        String survey,
        Columns columns,
        int least,
        int most,
        Map<String, Integer> answers,
        Optional<String> dateFormat,
        Optional<ZoneId> zone,
        Optional<Charset> encoding) {
    public SurveySettings {
        answers = Map.copyOf(answers);
    }

    /** Where what stands; empty: by the names that form tools use, or {@code satisfaction} and {@code recommendation}. */
    public record Columns(
            Optional<String> time,
            Optional<String> id,
            Optional<String> satisfaction,
            Optional<String> recommendation) {}
}
