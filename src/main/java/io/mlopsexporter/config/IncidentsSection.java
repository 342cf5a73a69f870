package io.mlopsexporter.config;

import java.util.List;

/** {@code teams[].applications[].incidents}. */
final class IncidentsSection {
    static final Key<List<ServiceSelector>> PAGERDUTY_SERVICE = Key.optional(
            "pagerduty_service",
            ListType.orSingle(Types.SERVICE),
            "The PagerDuty services whose incidents are the application's: each by id, by name, or by a pattern between slashes (`/^feast-/`) that is searched in the name.");

    static final Key<String> REPOSITORY = Key.optional(
            "repository",
            Types.REPOSITORY,
            "`OWNER/NAME` of the repository that the issues are in. By default the application's own.");
    static final Key<String> LABEL = Key.required(
            "label",
            Types.TEXT,
            "The label that makes an issue an incident, from its opening to its closing, unless it is closed as not planned or as a duplicate. The label must exist; its case does not matter.");

    static final Section<IncidentsConfig.GitHubIssues> ISSUES_SECTION = new Section<>(
            "selection of issues",
            "Issues that are incidents.",
            List.of(REPOSITORY, LABEL),
            List.of(),
            values -> new IncidentsConfig.GitHubIssues(values.find(REPOSITORY), values.get(LABEL)));
    static final Key<IncidentsConfig.GitHubIssues> GITHUB_ISSUES =
            Key.optional("github_issues", ISSUES_SECTION, "GitHub issues that are the application's incidents.");

    static final Section<IncidentsConfig> SECTION = new Section<>(
            "selection of incidents",
            "Where an application's incidents come from.",
            List.of(PAGERDUTY_SERVICE, GITHUB_ISSUES),
            List.of(Rules.atLeastOne("pagerduty_service", "github_issues")),
            values ->
                    new IncidentsConfig(values.find(PAGERDUTY_SERVICE).orElse(List.of()), values.find(GITHUB_ISSUES)));

    private IncidentsSection() {}
}
