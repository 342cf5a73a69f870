package io.mlopsexporter.config;

import java.util.Optional;
import java.util.Set;

/**
 * Something by which the maturity of teams, or of the platform as a whole, is told.
 *
 * @param name the label {@code indicator}
 * @param scope whether it is of each team, or of the platform
 * @param kinds of applications that a team must have for it to mean something
 * @param immature what 0 looks like
 * @param halfway what 0.5 looks like
 * @param mature what 1 looks like
 * @param formula how it is measured; empty: it is assessed
 * @param source where it comes from
 */
public record IndicatorConfig(
        String name,
        Dimension dimension,
        Scope scope,
        Set<CapabilityConfig.ApplicationKind> kinds,
        String immature,
        String halfway,
        String mature,
        Optional<Formula> formula,
        String source) {
    public IndicatorConfig {
        kinds = Set.copyOf(kinds);
    }

    /** What it is about. */
    public enum Dimension {
        PEOPLE,
        PROCESS,
        TECHNOLOGY
    }

    /** Whose it is. */
    public enum Scope {
        TEAM,
        PLATFORM
    }

    /** How it is measured; docs/maturity.md has each in a sentence. */
    public enum Formula {
        SHORT_ITERATIONS,
        FAST_DELIVERY,
        REVIEWED_CHANGES,
        FAST_RECOVERY,
        AUTONOMY,
        AUTOMATED_DEPLOYMENT,
        REPRODUCIBLE_MODELS,
        MONITORED_PRODUCTION,
        USER_FEEDBACK
    }
}
