package io.mlopsexporter.config;

import java.util.List;

/** {@code teams[].applications}. */
final class ApplicationSection {
    static final Key<String> NAME =
            Key.optional("name", Types.TEXT, "Its label `application`. By default the repository's name.");
    static final Key<String> REPOSITORY =
            Key.required("repository", Types.REPOSITORY, "`OWNER/NAME` of the repository that it is made from.");
    static final Key<ApplicationConfig.Kind> KIND =
            Key.of("kind", Choice.of(ApplicationConfig.Kind.class), "software", "Its label `kind`.");
    static final Key<DeploymentsConfig> DEPLOYMENTS = Key.of(
            "deployments",
            DeploymentsSection.SECTION,
            "{}",
            "Which deployments count. By default the signal is detected, and `check` tells which.");
    static final Key<List<String>> PATHS = Key.of(
            "paths",
            ListType.of(Types.GLOB),
            "[]",
            "In a monorepo: globs (`services/api/**`) of which a change must touch one to count. None: every change counts.");
    static final Key<IncidentsConfig> INCIDENTS = Key.optional(
            "incidents",
            IncidentsSection.SECTION,
            "Its incidents. By default those of the service that is named as it is.");

    static final Section<ApplicationConfig> SECTION = new Section<>(
            "application",
            "What a team deploys and is measured on.",
            List.of(
                    NAME,
                    REPOSITORY,
                    Key.unsupported("model", "A registered model, in place of a repository."),
                    KIND,
                    DEPLOYMENTS,
                    PATHS,
                    INCIDENTS),
            List.of(),
            ApplicationSection::build);

    private ApplicationSection() {}

    private static ApplicationConfig build(Values values) {
        String repository = values.get(REPOSITORY);
        return new ApplicationConfig(
                values.find(NAME).orElse(TeamNames.ofRepository(repository)),
                repository,
                values.get(KIND),
                values.get(DEPLOYMENTS),
                values.get(PATHS),
                values.find(INCIDENTS).orElse(IncidentsConfig.DISCOVERED));
    }
}
