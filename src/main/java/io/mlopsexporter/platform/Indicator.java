package io.mlopsexporter.platform;

import io.mlopsexporter.event.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Something by which maturity is told, from 0 to 1.
 *
 * @param ofPlatform whether it is of the platform, and not of each team
 * @param kinds of applications that a team must have for it to mean something
 * @param immature what 0 looks like
 * @param halfway what 0.5 looks like
 * @param mature what 1 looks like
 * @param formula how it is measured; empty: it is assessed
 */
public record Indicator(
        String name,
        Dimension dimension,
        boolean ofPlatform,
        Set<Kind> kinds,
        String immature,
        String halfway,
        String mature,
        Optional<Formula> formula) {
    public Indicator {
        kinds = Set.copyOf(kinds);
    }

    /** What it is about. */
    public enum Dimension {
        PEOPLE,
        PROCESS,
        TECHNOLOGY;

        /** As it stands in the label {@code dimension}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it is measured. */
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
