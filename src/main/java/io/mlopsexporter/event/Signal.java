package io.mlopsexporter.event;

import java.util.Locale;

/** Where the deployments of an application are read from; one signal an application (design: deployments). */
public enum Signal {
    /** A GitHub Deployment whose status history reached {@code success} in a production environment. */
    GITHUB_DEPLOYMENTS,
    /** A successful run of a named workflow on a named branch. */
    GITHUB_WORKFLOW,
    /** A published release, neither draft nor prerelease. */
    GITHUB_RELEASES,
    /** A tag whose name matches a pattern. */
    GITHUB_TAGS,
    /** Whatever brings versions of a registered model to production: one of those below. */
    MLFLOW,
    /** An alias of production newly pointed at a version when the registry was polled. */
    MLFLOW_ALIAS,
    /** A version was in the stage {@code Production}. */
    MLFLOW_STAGE,
    /** A version bears a tag that says when it was deployed. */
    MLFLOW_TAG,
    /** An alias of production pointed at a version already when its model was first seen: live, nobody knows since when. */
    MLFLOW_BASELINE;

    /** As it is written in the configuration: {@code github_deployments}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
