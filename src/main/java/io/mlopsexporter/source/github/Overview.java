package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.PollResult;
import java.time.Instant;
import java.util.List;

/**
 * What would be polled and counted, for people.
 *
 * @param asOf when this was so
 * @param repositories all that are looked at, by name
 * @param issues the labelled issues that are incidents, as far as they could be read
 * @param workflows of the platform, whose runs are uses of it
 * @param problems what could not be read, and which permission is missing
 */
public record Overview(
        Instant asOf,
        List<Line> repositories,
        List<Issues> issues,
        List<Workflow> workflows,
        List<PollResult.Problem> problems) {
    public Overview {
        repositories = List.copyOf(repositories);
        issues = List.copyOf(issues);
        workflows = List.copyOf(workflows);
        problems = List.copyOf(problems);
    }

    /**
     * Labelled issues.
     *
     * @param service named {@code acme/incidents#outage}
     * @param incidents how many of them are incidents of the history, or open
     */
    public record Issues(IncidentService service, int incidents, int open) {}

    /**
     * A workflow of the platform.
     *
     * @param repository full name
     * @param team whose repository it is; {@code unassigned}: nobody's
     * @param runs in the history
     */
    public record Workflow(String repository, String file, String team, int runs) {}

    /**
     * One repository.
     *
     * @param name full name
     * @param applications what it holds; none: no signal of deployments was found in it
     */
    public record Line(String name, List<Application> applications) {
        public Line {
            applications = List.copyOf(applications);
        }

        public boolean isMatched() {
            return !applications.isEmpty();
        }
    }

    /** Full names of repositories in which no signal was found. */
    public List<String> unmatched() {
        return repositories.stream()
                .filter(line -> !line.isMatched())
                .map(Line::name)
                .toList();
    }
}
