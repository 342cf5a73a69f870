package io.mlopsexporter.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code surveys}. */
final class SurveySection {
    private static final int MOST_PEOPLE = 10_000_000;
    private static final String SCALE_DEFAULT = "1-5";

    static final Key<String> NAME = Key.required("name", Types.SOURCE_NAME, "Its label `survey`.");
    static final Key<Path> FILE = Key.optional(
            "file",
            Types.FILE,
            "The answers: CSV or JSON, as a form tool exports them. It is read again when it changes.");
    static final Key<URI> URL = Key.optional(
            "url",
            FileTypes.DOCUMENT_URL,
            "The same at an HTTPS URL, such as that of a sheet which is published as CSV.");
    static final Key<Path> TOKEN_FILE = Key.optional(
            "token_file", Types.SECRET_FILE, "File with a token that `url` needs, sent as `Authorization: Bearer`.");
    static final Key<String> TOKEN_ENV =
            Key.optional("token_env", Types.ENVIRONMENT_VARIABLE, "Environment variable with that token.");

    static final Key<String> TIME = Key.optional(
            "time", FileTypes.COLUMN, "When it was answered. By default the column that the form tool writes it to.");
    static final Key<String> ID = Key.optional(
            "id",
            FileTypes.COLUMN,
            "What tells answers apart: of two with one id the later row counts. By default the form tool's.");
    static final Key<String> SATISFACTION =
            Key.optional("satisfaction", FileTypes.COLUMN, "How satisfied people are. By default `satisfaction`.");
    static final Key<String> RECOMMENDATION = Key.optional(
            "recommendation",
            FileTypes.COLUMN,
            "How likely they are to recommend it, from 0 to 10. By default `recommendation`.");
    static final Section<SurveyConfig.Columns> COLUMNS_SECTION = new Section<>(
            "columns of a survey",
            "Which column holds what: the name in its first row, or a `/pattern/` that is searched in the names. No other column is read.",
            List.of(TIME, ID, SATISFACTION, RECOMMENDATION),
            List.of(),
            values -> new SurveyConfig.Columns(
                    values.find(TIME), values.find(ID), values.find(SATISFACTION), values.find(RECOMMENDATION)));
    static final Key<SurveyConfig.Columns> COLUMNS =
            Key.of("columns", COLUMNS_SECTION, "{}", "Which column holds what.");

    static final Key<FileTypes.Scale> SCALE = Key.of(
            "scale", FileTypes.SCALE, SCALE_DEFAULT, "The least and the most satisfaction that can be answered.");
    static final Key<Long> POSITIVE_FROM = Key.optional(
            "positive_from",
            new WholeNumber(0, 100),
            "The lowest score that says: satisfied. By default 4 of `1-5`; on another scale it has to be told.");
    static final Key<Map<String, Integer>> ANSWERS =
            Key.of("answers", new WordsType(), "{}", "Words that stand for numbers, as `Very satisfied: 5`.");
    static final Key<String> DATE_FORMAT = Key.optional(
            "date_format",
            FileTypes.DATE_FORMAT,
            "How times are written, if not by ISO 8601 or as Google Forms writes them: a pattern of Java's DateTimeFormatter, as `M/d/yyyy H:mm:ss`.");
    static final Key<ZoneId> TIME_ZONE = Key.optional(
            "time_zone", FileTypes.TIME_ZONE, "The time zone of times that tell none. It is never guessed.");
    static final Key<Charset> ENCODING =
            Key.optional("encoding", FileTypes.ENCODING, "Of a file without a byte-order mark. Default: UTF-8.");
    static final Key<Long> INVITED = Key.optional(
            "invited", new WholeNumber(1, MOST_PEOPLE), "How many people were asked, for the response rate.");
    static final Key<Long> MIN_RESPONSES = Key.of(
            "min_responses",
            new WholeNumber(5, 1000),
            "5",
            "Answers count in blocks of so many, dated by the last of each, so that no single one can be read off.");

    static final Section<SurveyConfig> SECTION = new Section<>(
            "survey",
            "A survey of the platform's users.",
            List.of(
                    NAME,
                    FILE,
                    URL,
                    TOKEN_FILE,
                    TOKEN_ENV,
                    COLUMNS,
                    SCALE,
                    POSITIVE_FROM,
                    ANSWERS,
                    DATE_FORMAT,
                    TIME_ZONE,
                    ENCODING,
                    INVITED,
                    MIN_RESPONSES),
            List.of(
                    Rules.atLeastOne("file", "url"),
                    Rules.atMostOne("file", "url"),
                    Rules.atMostOne("token_file", "token_env"),
                    Rules.atMostOne("file", "token_file"),
                    Rules.atMostOne("file", "token_env"),
                    Rule.inCode(
                            "`positive_from` lies on the scale, and is told where that is not `1-5`.",
                            SurveySection::checkPositive)),
            SurveySection::build);

    private SurveySection() {}

    private static void checkPositive(Item.Mapping survey, Reading reading) {
        Optional<FileTypes.Scale> scale = SCALE.peek(survey);
        if (scale.isEmpty()) {
            return;
        }
        Optional<Long> positive = POSITIVE_FROM.peek(survey);
        String text = scale.get().least() + "-" + scale.get().most();
        if (survey.find(POSITIVE_FROM.name()).isEmpty() && !text.equals(SCALE_DEFAULT)) {
            reading.report(Problem.of(
                            survey.pathOf(POSITIVE_FROM.name()),
                            survey.lineOf(SCALE.name()),
                            "missing; scale: " + text + " needs it")
                    .expecting("the lowest score that says: satisfied"));
        }
        if (positive.isPresent()
                && (positive.get() <= scale.get().least()
                        || positive.get() > scale.get().most())) {
            reading.report(Problem.of(
                            survey.pathOf(POSITIVE_FROM.name()),
                            survey.lineOf(POSITIVE_FROM.name()),
                            "does not divide the scale " + text)
                    .showing(Shown.plain(positive.get().toString()))
                    .expecting("a number above " + scale.get().least() + ", up to "
                            + scale.get().most()));
        }
    }

    private static SurveyConfig build(Values values) {
        FileTypes.Scale scale = values.get(SCALE);
        Optional<UrlCredential> file = values.find(TOKEN_FILE).map(TokenFile::new);
        return new SurveyConfig(
                values.get(NAME),
                values.find(FILE),
                values.find(URL),
                file.or(() -> values.find(TOKEN_ENV).map(TokenEnvironment::new)),
                values.get(COLUMNS),
                scale.least(),
                scale.most(),
                Math.toIntExact(values.find(POSITIVE_FROM).orElse(4L)),
                values.get(ANSWERS),
                values.find(DATE_FORMAT),
                values.find(TIME_ZONE),
                values.find(ENCODING),
                values.find(INVITED)
                        .map(invited -> OptionalInt.of(Math.toIntExact(invited)))
                        .orElse(OptionalInt.empty()),
                Math.toIntExact(values.get(MIN_RESPONSES)));
    }
}
