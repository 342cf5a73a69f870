package io.mlopsexporter.config;

import io.mlopsexporter.config.CapabilityConfig.ApplicationKind;
import io.mlopsexporter.config.IndicatorConfig.Dimension;
import io.mlopsexporter.config.IndicatorConfig.Formula;
import io.mlopsexporter.config.IndicatorConfig.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code maturity.indicators}: entries of a model, or changes to them. */
final class IndicatorSection {
    static final Key<String> NAME = Key.required("name", CapabilitySection.NAME_TYPE, "Its label `indicator`.");
    static final Key<Dimension> DIMENSION = Key.optional(
            "dimension", Choice.of(Dimension.class), "What it is about. Required of one that is not bundled.");
    static final Key<Scope> SCOPE = Key.optional(
            "scope",
            Choice.of(Scope.class),
            "Whether it is of each team, which is the default, or of the platform as a whole.");
    static final Key<List<ApplicationKind>> KINDS = Key.optional(
            "kinds",
            ListType.notEmpty(Choice.of(ApplicationKind.class)),
            "It is left out of teams that have no application of these kinds. By default both.");
    static final Key<String> IMMATURE =
            Key.optional("immature", Types.TEXT, "What a score of 0 looks like. Required of one that is not bundled.");
    static final Key<String> HALFWAY = Key.optional("halfway", Types.TEXT, "What 0.5 looks like.");
    static final Key<String> MATURE =
            Key.optional("mature", Types.TEXT, "What 1 looks like. Required of one that is not bundled.");
    static final Key<Formula> FORMULA = Key.optional(
            "formula",
            Choice.of(Formula.class),
            "How it is measured: see docs/maturity.md. Without one it is assessed.");
    static final Key<String> SOURCE = Key.optional("source", Types.TEXT, "Where it comes from.");
    static final Key<Boolean> LISTED = Key.of("listed", new Flag(), "true", "`false` takes it out of the model.");

    static final Section<Change> SECTION = new Section<>(
            "indicator",
            "An indicator of maturity: a new one, or what is different of a bundled one of this name.",
            List.of(NAME, DIMENSION, SCOPE, KINDS, IMMATURE, HALFWAY, MATURE, FORMULA, SOURCE, LISTED),
            List.of(),
            values -> new Change(
                    values.get(NAME),
                    values.find(DIMENSION),
                    values.find(SCOPE),
                    values.find(KINDS).map(Set::copyOf),
                    new Texts(values.find(IMMATURE), values.find(HALFWAY), values.find(MATURE), values.find(SOURCE)),
                    values.find(FORMULA),
                    values.get(LISTED)));

    private IndicatorSection() {}

    /** What is said in words. */
    record Texts(
            Optional<String> immature, Optional<String> halfway, Optional<String> mature, Optional<String> source) {}

    /** What is said of an indicator; what is empty is as bundled. */
    record Change(
            String name,
            Optional<Dimension> dimension,
            Optional<Scope> scope,
            Optional<Set<ApplicationKind>> kinds,
            Texts texts,
            Optional<Formula> formula,
            boolean listed) {

        /** @param known the indicator as it is without this; empty: there is none of this name */
        IndicatorConfig of(Optional<IndicatorConfig> known) {
            return new IndicatorConfig(
                    name,
                    dimension.or(() -> known.map(IndicatorConfig::dimension)).orElse(Dimension.PROCESS),
                    scope.or(() -> known.map(IndicatorConfig::scope)).orElse(Scope.TEAM),
                    kinds.or(() -> known.map(IndicatorConfig::kinds)).orElse(Set.of(ApplicationKind.values())),
                    texts.immature()
                            .or(() -> known.map(IndicatorConfig::immature))
                            .orElse(""),
                    texts.halfway()
                            .or(() -> known.map(IndicatorConfig::halfway))
                            .orElse(""),
                    texts.mature().or(() -> known.map(IndicatorConfig::mature)).orElse(""),
                    formula.or(() -> known.flatMap(IndicatorConfig::formula)),
                    texts.source().or(() -> known.map(IndicatorConfig::source)).orElse(""));
        }
    }
}
