package io.mlopsexporter.config;

import io.mlopsexporter.config.IndicatorConfig.Scope;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads questionnaires that were filled in: all of one, or all of its mistakes with their lines. */
public final class AssessmentReader {
    private static final Key<String> TEAM = Key.optional("team", Types.TEXT, "Whose it is, by its name.");
    private static final Key<Boolean> PLATFORM = Key.optional("platform", new Flag(), "`true`: it is of the platform.");
    private static final Key<LocalDate> ASSESSED_ON =
            Key.required("assessed_on", TimeTypes.DATE, "When it was answered.");
    private static final Key<AssessmentConfig.Role> ROLE =
            Key.required("role", Choice.of(AssessmentConfig.Role.class), "Who answered it.");
    private static final Key<Map<String, Double>> SCORES =
            Key.required("scores", new ScoresType(), "0, 0.25, 0.5, 0.75, 1 or unknown, by indicator.");

    private static final Section<AssessmentConfig> ASSESSMENT = new Section<>(
            "assessment",
            "What was answered of a team or of the platform.",
            List.of(TEAM, PLATFORM, ASSESSED_ON, ROLE, SCORES),
            List.of(Rules.atLeastOne("team", "platform"), Rules.atMostOne("team", "platform")),
            values -> new AssessmentConfig(
                    values.find(TEAM), values.get(ASSESSED_ON), values.get(ROLE), values.get(SCORES)));

    private static final Key<List<AssessmentConfig>> ASSESSMENTS =
            Key.required("assessments", ListType.of(ASSESSMENT), "What was answered.");
    private static final Section<List<AssessmentConfig>> FILE = new Section<>(
            "assessments",
            "A filled-in questionnaire.",
            List.of(ASSESSMENTS),
            List.of(),
            values -> values.get(ASSESSMENTS));

    private AssessmentReader() {}

    /**
     * @param teams that there are; none: they are not known
     * @param latest the last day that is not in the future
     * @throws ConfigException if it has a mistake
     */
    public static List<AssessmentConfig> read(
            String text, String fileName, List<IndicatorConfig> indicators, Set<String> teams, LocalDate latest) {
        Reading reading = new Reading(Path.of(""));
        Optional<Item> root = new YamlText(reading).parse(text);
        if (root.isEmpty() && reading.problemCount() == 0) {
            reading.report(Problem.of("", 1, "the file is empty").expecting("what mlops-exporter assess prints"));
        }
        Optional<List<AssessmentConfig>> read = root.flatMap(item -> FILE.read(item, reading));
        root.filter(Item.Mapping.class::isInstance)
                .ifPresent(item -> ((Item.Mapping) item)
                        .mappings(ASSESSMENTS.name())
                        .forEach(one -> check(one, indicators, teams, latest, reading)));
        if (reading.problemCount() > 0) {
            throw new ConfigException(fileName, reading.problems());
        }
        return read.orElseThrow();
    }

    private static void check(
            Item.Mapping assessment,
            List<IndicatorConfig> indicators,
            Set<String> teams,
            LocalDate latest,
            Reading reading) {
        assessment
                .text(TEAM.name())
                .filter(team -> !teams.isEmpty() && !teams.contains(team))
                .ifPresent(team -> reading.report(Problem.of(
                                assessment.pathOf(TEAM.name()),
                                assessment.lineOf(TEAM.name()),
                                "is no team of the configuration")
                        .showing(Shown.quoted(team))
                        .suggesting(Spelling.nearest(team, List.copyOf(teams)).orElse(""))));
        ASSESSED_ON
                .peek(assessment)
                .filter(day -> day.isAfter(latest))
                .ifPresent(day -> reading.report(Problem.of(
                                assessment.pathOf(ASSESSED_ON.name()),
                                assessment.lineOf(ASSESSED_ON.name()),
                                "lies in the future")
                        .showing(Shown.plain(day.toString()))));
        Scope scope = assessment.find(TEAM.name()).isPresent() ? Scope.TEAM : Scope.PLATFORM;
        assessment
                .find(SCORES.name())
                .filter(Item.Mapping.class::isInstance)
                .ifPresent(scores -> checkNames((Item.Mapping) scores, indicators, scope, reading));
    }

    private static void checkNames(
            Item.Mapping scores, List<IndicatorConfig> indicators, Scope scope, Reading reading) {
        Map<String, IndicatorConfig> known =
                indicators.stream().collect(Collectors.toMap(IndicatorConfig::name, Function.identity()));
        for (String name : scores.entries().keySet()) {
            IndicatorConfig indicator = known.get(name);
            if (indicator == null) {
                reading.report(Problem.of(scores.pathOf(name), scores.lineOf(name), "is no indicator of the model")
                        .suggesting(Spelling.nearest(name, List.copyOf(known.keySet()))
                                .orElse("")));
            } else if (indicator.scope() != scope) {
                reading.report(Problem.of(
                        scores.pathOf(name),
                        scores.lineOf(name),
                        scope == Scope.TEAM
                                ? "is of the platform, not of a team"
                                : "is of teams, not of the platform"));
            }
        }
    }
}
