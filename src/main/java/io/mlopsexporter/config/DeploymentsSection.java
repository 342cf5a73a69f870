package io.mlopsexporter.config;

import java.util.List;

/** {@code teams[].applications[].deployments}. */
final class DeploymentsSection {
    static final Key<DeploymentsConfig.From> FROM = Key.optional(
            "from",
            Choice.of(DeploymentsConfig.From.class),
            "The signal. By default the first of these, in this order, that the repository has.");
    static final Key<String> ENVIRONMENT = Key.optional(
            "environment",
            Types.REGEX_TEXT,
            "Which environments are production: searched in their names, case does not matter. By default `^prod`.");
    static final Key<String> WORKFLOW = Key.optional(
            "workflow", Types.TEXT, "File name of the workflow whose successful runs are deployments: `deploy.yml`.");
    static final Key<String> BRANCH = Key.optional(
            "branch", Types.TEXT, "Branch of the workflow's runs. By default the repository's default branch.");
    static final Key<String> PATTERN = Key.optional(
            "pattern", Types.REGEX_TEXT, "Which tags are deployments: searched in their names. By default all.");

    static final Section<DeploymentsConfig> SECTION = new Section<>(
            "deployment signal",
            "Which deployments count.",
            List.of(FROM, ENVIRONMENT, WORKFLOW, BRANCH, PATTERN),
            List.of(
                    Rules.onlyWith("environment", "from", "github_deployments", true),
                    Rules.onlyWith("workflow", "from", "github_workflow", false),
                    Rules.onlyWith("branch", "from", "github_workflow", false),
                    Rules.onlyWith("pattern", "from", "github_tags", false),
                    Rules.requiredWith("workflow", "from", "github_workflow")),
            values -> new DeploymentsConfig(
                    values.find(FROM),
                    values.find(ENVIRONMENT),
                    values.find(WORKFLOW),
                    values.find(BRANCH),
                    values.find(PATTERN)));

    private DeploymentsSection() {}
}
