package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.List;

/** {@code maturity}. */
final class MaturitySection {
    static final Key<Path> ASSESSMENT_FILE = Key.optional(
            "assessment_file",
            Types.FILE,
            "The questionnaire that `mlops-exporter assess` prints, filled in. It is read again when it changes.");
    static final Key<MaturityConfig.Prefer> PREFER = Key.of(
            "prefer",
            Choice.of(MaturityConfig.Prefer.class),
            "measured",
            "What holds where an indicator is both measured and assessed.");
    static final Key<Boolean> BUNDLED = Key.of(
            "bundled",
            new Flag(),
            "true",
            "`false`: the bundled model is not used, only the indicators that are listed here.");
    static final Key<List<IndicatorSection.Change>> INDICATORS = Key.of(
            "indicators",
            ListType.of(IndicatorSection.SECTION),
            "[]",
            "Changes to the bundled model of maturity, or a model of your own.");

    static final Section<MaturityConfig> SECTION = new Section<>(
            "maturity",
            "Indicators of maturity over people, process and technology, for `mlops_maturity_…`.",
            List.of(ASSESSMENT_FILE, PREFER, BUNDLED, INDICATORS),
            List.of(Rule.inCode("An indicator of your own says what it is about.", MaturityModel::check)),
            values -> new MaturityConfig(
                    values.find(ASSESSMENT_FILE),
                    values.get(PREFER),
                    MaturityModel.with(values.get(BUNDLED), values.get(INDICATORS))));

    private MaturitySection() {}
}
