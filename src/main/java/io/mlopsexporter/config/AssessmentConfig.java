package io.mlopsexporter.config;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody answered of a team or of the platform.
 *
 * @param team empty: of the platform
 * @param scores by indicator; those that were left open are not among them
 */
public record AssessmentConfig(Optional<String> team, LocalDate assessedOn, Role role, Map<String, Double> scores) {
    public AssessmentConfig {
        scores = Map.copyOf(scores);
    }

    /** Who answered: never a name. */
    public enum Role {
        TEAM,
        LEAD,
        MANAGER,
        PLATFORM_TEAM,
        OTHER
    }
}
