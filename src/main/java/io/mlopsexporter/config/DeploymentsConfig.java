package io.mlopsexporter.config;

import java.util.Optional;

/**
 * Which deployments count for an application; what is empty is detected or has the default of the signal.
 *
 * @param environment searched without regard to case in the environment's name ({@code github_deployments} only)
 * @param workflow a workflow's file name; present if and only if {@code from} is {@code github_workflow}
 * @param branch branch of the workflow's runs; empty: the repository's default branch
 * @param pattern searched in the tag's name ({@code github_tags} only)
 */
public record DeploymentsConfig(
        Optional<From> from,
        Optional<String> environment,
        Optional<String> workflow,
        Optional<String> branch,
        Optional<String> pattern) {

    static final DeploymentsConfig DETECTED = new DeploymentsConfig(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The signal that deployments are taken from (design 3.1). */
    public enum From {
        GITHUB_DEPLOYMENTS,
        GITHUB_WORKFLOW,
        GITHUB_RELEASES,
        GITHUB_TAGS
    }
}
