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
    GITHUB_TAGS;

    /** As it is written in the configuration: {@code github_deployments}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
