package io.mlopsexporter.config;

import java.time.LocalDate;
import java.util.List;

/** {@code teams}. */
final class TeamSection {
    static final Key<String> NAME = Key.required("name", Types.TEXT, "Its label `ml_team`.");
    static final Key<String> GITHUB_TEAM = Key.optional(
            "github_team",
            Types.GITHUB_TEAM,
            "`ORGANIZATION/SLUG`: the repositories that this GitHub team can write to belong to the team.");
    static final Key<Boolean> PLATFORM =
            Key.of("platform", new Flag(), "true", "Whether the team counts as a user of the platform.");
    static final Key<LocalDate> PLATFORM_SINCE = Key.optional(
            "platform_since",
            TimeTypes.DATE,
            "Since when the team uses the platform. By default since its first activity.");
    static final Key<TeamCapabilities> CAPABILITIES =
            Key.of("capabilities", TeamCapabilities.SECTION, "{}", "What the team says of capabilities.");
    static final Key<List<ApplicationConfig>> APPLICATIONS = Key.of(
            "applications",
            ListType.of(ApplicationSection.SECTION),
            "[]",
            "What the team deploys. Its other repositories are discovered.");

    static final Section<TeamConfig> SECTION = new Section<>(
            "team",
            "A team and what it deploys.",
            List.of(
                    NAME,
                    GITHUB_TEAM,
                    Key.unsupported("members", "The team's members, in place of a GitHub team."),
                    PLATFORM,
                    PLATFORM_SINCE,
                    CAPABILITIES,
                    APPLICATIONS),
            List.of(),
            values -> new TeamConfig(
                    values.get(NAME),
                    values.find(GITHUB_TEAM),
                    values.get(PLATFORM),
                    values.find(PLATFORM_SINCE),
                    values.get(CAPABILITIES),
                    values.get(APPLICATIONS)));

    private TeamSection() {}
}
