package io.mlopsexporter.dora;

import java.util.Locale;

/** Why the changes of a deployment are unknown. It counts for frequency all the same. */
public enum Unmeasured {
    /** It is the first one known of its application and environment. */
    NO_PREDECESSOR,
    /** More than 5,000 commits lie between it and the deployments before. */
    HISTORY_TOO_LONG,
    /** Its commit, or the one of the deployment before, no longer exists. */
    COMMIT_LOST,
    /** Its commits have not been read yet: this ends with the first read of the history. */
    PENDING;

    /** As it stands in the label {@code reason}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
