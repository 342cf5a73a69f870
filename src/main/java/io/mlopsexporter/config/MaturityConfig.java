package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How mature teams and the platform are.
 *
 * @param assessmentFile a questionnaire that people have filled in
 * @param prefer what holds where an indicator is both measured and assessed
 * @param indicators the whole model
 */
public record MaturityConfig(Optional<Path> assessmentFile, Prefer prefer, List<IndicatorConfig> indicators) {
    /** The label {@code source} of the file. */
    public static final String SOURCE = "maturity-assessment";

    public MaturityConfig {
        indicators = List.copyOf(indicators);
    }

    /** What holds. */
    public enum Prefer {
        MEASURED,
        ASSESSED
    }
}
