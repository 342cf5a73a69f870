package io.mlopsexporter.cli;

import io.mlopsexporter.config.AssessmentConfig;
import io.mlopsexporter.config.AssessmentReader;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigException;
import io.mlopsexporter.config.MaturityConfig;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.event.MaturityAnswers.Answer;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.assessment.AssessmentSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the configuration of maturity to a source. */
final class AssessmentWiring {
    private AssessmentWiring() {}

    static Stream<Wired> wire(Config config, InstantSource clock) {
        return config.maturity().assessmentFile().stream()
                .map(file -> new Wired(new AssessmentSource(
                        MaturityConfig.SOURCE, file, clock, text -> answers(text, file, config, clock))));
    }

    private static List<Answer> answers(String text, Path file, Config config, InstantSource clock) {
        try {
            return AssessmentReader.read(
                            text,
                            String.valueOf(file.getFileName()),
                            config.maturity().indicators(),
                            config.teams().stream().map(TeamConfig::name).collect(Collectors.toSet()),
                            // somewhere it is tomorrow already
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1))
                    .stream()
                    .flatMap(AssessmentWiring::answers)
                    .toList();
        } catch (ConfigException e) {
            throw new SourceException(new SourceError.BadPayload(String.valueOf(e.getMessage())), e);
        }
    }

    static Stream<Answer> answers(AssessmentConfig assessment) {
        return assessment.scores().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(score -> new Answer(
                        assessment.team(),
                        score.getKey(),
                        score.getValue(),
                        assessment.assessedOn().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        assessment.role().name().toLowerCase(Locale.ROOT)));
    }
}
