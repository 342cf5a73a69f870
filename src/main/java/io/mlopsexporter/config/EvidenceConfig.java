package io.mlopsexporter.config;

import java.util.Optional;

/**
 * What shows that a team uses a capability: exactly one of an activity, a workflow, a path and a fact.
 *
 * @param atLeast how many activities
 * @param onDays on how many different days
 * @param workflow a pattern that is searched in the workflows of a team's repositories
 * @param path of a file or folder in one of them; stars stand for anything
 */
public record EvidenceConfig(
        Optional<PlatformConfig.ActivityType> activity,
        int atLeast,
        int onDays,
        Optional<String> workflow,
        Optional<String> path,
        Optional<Fact> fact) {

    /** What other events tell. */
    public enum Fact {
        /** The default branch of a repository has a commit of the last 90 days. */
        COMMITS,
        /** Checks or statuses were reported on its newest commit, which is of the last 90 days. */
        CHECKS,
        /** A PagerDuty service of an application is in service and has an escalation policy. */
        PAGING,
        /** At least 80 % of the production deployments of which it can be told were made by a workflow. */
        DEPLOYED_BY_PIPELINE,
        COSTS
    }
}
