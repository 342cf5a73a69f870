package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.People;
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
 * @param platform what is read of the platform's use
 * @param marks what is sought in the files of the teams' repositories
 * @param support where users of the platform ask for help
 * @param history how far back to read
 * @param firstPhase how far back the first phase of a first read goes: the shortest window
 * @param cadence how often repositories are read
 */
public record GitHubSettings(
        String source,
        List<String> organizations,
        List<Pattern> exclude,
        List<Team> teams,
        List<IssueSelection> issues,
        Platform platform,
        FileMarks marks,
        Optional<SupportQueue> support,
        Duration history,
        Duration firstPhase,
        Cadence cadence) {
    public GitHubSettings {
        organizations = List.copyOf(organizations);
        exclude = List.copyOf(exclude);
        teams = List.copyOf(teams);
        issues = List.copyOf(issues);
    }

    /**
     * How often repositories are read.
     *
     * @param interval from poll to poll
     * @param quietInterval none goes unread for longer, where not every poll can read all of them
     */
    public record Cadence(Duration interval, Duration quietInterval) {
        /** As it is where nothing is configured. */
        public static final Cadence USUAL = new Cadence(Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    /**
     * Whose use of the platform is to be known.
     *
     * @param people stands hashes for logins
     * @param workflows searched in the names and files of workflows, and in the reusable ones that they call: their runs are uses;
     *     none: no run is one
     */
    public record Platform(People people, List<Pattern> workflows) {
        public Platform {
            workflows = List.copyOf(workflows);
        }
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
