package io.mlopsexporter.dora;

import java.util.Locale;

/** Where the lead time of a pull request begins. A commit without one always begins at its author date. */
public enum LeadTimeStart {
    /** The earliest author date among its own commits, or its opening if that is earlier. */
    FIRST_COMMIT,
    PULL_REQUEST_OPENED,
    MERGED;

    /** As it is written in the configuration: {@code first_commit}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
