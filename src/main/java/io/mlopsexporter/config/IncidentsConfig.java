package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * Where an application's incidents come from.
 *
 * @param pagerDutyServices none: the service that is named as the application
 */
public record IncidentsConfig(List<ServiceSelector> pagerDutyServices, Optional<GitHubIssues> githubIssues) {

    static final IncidentsConfig DISCOVERED = new IncidentsConfig(List.of(), Optional.empty());

    public IncidentsConfig {
        pagerDutyServices = List.copyOf(pagerDutyServices);
    }

    /**
     * Issues that are incidents.
     *
     * @param repository full name; empty: the application's own repository
     */
    public record GitHubIssues(Optional<String> repository, String label) {}
}
