package io.mlopsexporter.config;

import java.util.List;

/** {@code support}. */
final class SupportSection {
    static final Key<String> REPOSITORY =
            Key.required("repository", Types.REPOSITORY, "Where users of the platform ask for help.");
    static final Key<String> LABEL = Key.required("label", Types.TEXT, "The label of these issues.");
    static final Key<String> TEAM = Key.optional(
            "team",
            Types.GITHUB_TEAM,
            "`ORGANIZATION/SLUG`: only members of this GitHub team answer, and their own issues do not count. Left out: any person but who"
                    + " asked.");

    static final Section<SupportConfig> SECTION = new Section<>(
            "support",
            "Issues by which users of the platform ask for help, for `mlops_platform_support_…`.",
            List.of(REPOSITORY, LABEL, TEAM),
            List.of(),
            values -> new SupportConfig(values.get(REPOSITORY), values.get(LABEL), values.find(TEAM)));

    private SupportSection() {}
}
