package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;

/** {@code teams[].applications}. */
final class ApplicationSection {
    static final Key<String> NAME =
            Key.optional("name", Types.TEXT, "Its label `application`. By default the repository's or model's name.");
    static final Key<String> REPOSITORY =
            Key.optional("repository", Types.REPOSITORY, "`OWNER/NAME` of the repository that it is made from.");
    static final Key<String> MODEL = Key.optional(
            "model",
            Types.TEXT,
            "Name of the registered model that it is, in place of a repository: on each MLflow server that has it.");
    static final Key<ApplicationConfig.Kind> KIND = Key.of(
            "kind",
            Choice.of(ApplicationConfig.Kind.class),
            "software",
            "Its label `kind`. With `model` always `model`.");
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
            List.of(NAME, REPOSITORY, MODEL, KIND, DEPLOYMENTS, PATHS, INCIDENTS),
            List.of(
                    Rules.atLeastOne("repository", "model"),
                    Rules.atMostOne("repository", "model"),
                    Rules.atMostOne("model", "kind"),
                    Rules.atMostOne("model", "deployments"),
                    Rules.atMostOne("model", "paths"),
                    Rule.inCode(
                            "With `model`, `incidents.github_issues` names its repository.",
                            ApplicationSection::checkIssues)),
            ApplicationSection::build);

    private ApplicationSection() {}

    private static ApplicationConfig build(Values values) {
        Optional<String> model = values.find(MODEL);
        String repository = values.find(REPOSITORY).orElse("");
        return new ApplicationConfig(
                values.find(NAME).or(() -> model).orElseGet(() -> TeamNames.ofRepository(repository)),
                repository,
                model.isPresent() ? ApplicationConfig.Kind.MODEL : values.get(KIND),
                values.get(DEPLOYMENTS),
                values.get(PATHS),
                values.find(INCIDENTS).orElse(IncidentsConfig.DISCOVERED),
                model);
    }

    private static void checkIssues(Item.Mapping application, Reading reading) {
        Optional<Item.Mapping> issues = application
                .find(INCIDENTS.name())
                .flatMap(ApplicationSection::mapping)
                .flatMap(incidents -> incidents.find(IncidentsSection.GITHUB_ISSUES.name()))
                .flatMap(ApplicationSection::mapping)
                .filter(found -> found.find(IncidentsSection.REPOSITORY.name()).isEmpty());
        if (application.find(MODEL.name()).isPresent() && issues.isPresent()) {
            String path = issues.get().pathOf(IncidentsSection.REPOSITORY.name());
            reading.report(Problem.of(path, issues.get().line(), "missing")
                    .expecting("the repository that the issues are in: a model has none of its own"));
        }
    }

    private static Optional<Item.Mapping> mapping(Item item) {
        return item instanceof Item.Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }
}
