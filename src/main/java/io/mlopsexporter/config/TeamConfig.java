package io.mlopsexporter.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A team.
 *
 * @param githubTeam {@code acme/fraud}: the repositories that this GitHub team can write to belong to the team
 * @param platform whether it counts as a user of the platform
 * @param platformSince since when it may use the platform, if that is not to be taken from its first activity
 */
public record TeamConfig(
        String name,
        Optional<String> githubTeam,
        boolean platform,
        Optional<LocalDate> platformSince,
        TeamCapabilities capabilities,
        List<ApplicationConfig> applications) {
    public TeamConfig {
        applications = List.copyOf(applications);
    }
}
