package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to read from one GitHub.
 *
 * @param source the label {@code source}, first part of all ids
 * @param organizations whose repositories are discovered; none: only the configured applications' repositories are read
 * @param exclude full names ({@code acme/x}) of repositories that are not to be discovered
 * @param teams configured ones, with their applications
 * @param issues whose issues are incidents
 * @param history how far back to read
 * @param firstPhase how far back the first phase of a first read goes: the shortest window
 */
public record GitHubSettings(
        String source,
        List<String> organizations,
        List<Pattern> exclude,
        List<Team> teams,
        List<IssueSelection> issues,
        Duration history,
        Duration firstPhase) {
    public GitHubSettings {
        organizations = List.copyOf(organizations);
        exclude = List.copyOf(exclude);
        teams = List.copyOf(teams);
        issues = List.copyOf(issues);
    }

    /**
     * A configured team.
     *
     * @param gitHubTeam {@code acme/feature-store}: repositories that this GitHub team can write to belong to it
     */
    public record Team(String name, Optional<String> gitHubTeam, List<ConfiguredApplication> applications) {
        public Team {
            applications = List.copyOf(applications);
        }
    }

    /**
     * A configured application; what is left empty is detected or has the default of the design.
     *
     * @param repository full name, {@code acme/feast}, perhaps a former one
     * @param signal empty: detected
     */
    public record ConfiguredApplication(
            String name,
            String repository,
            Optional<Signal> signal,
            Optional<String> environment,
            Optional<String> workflow,
            Optional<String> branch,
            Optional<String> tags,
            List<String> paths,
            List<String> incidentServices) {
        public ConfiguredApplication {
            paths = List.copyOf(paths);
            incidentServices = List.copyOf(incidentServices);
        }
    }
}
