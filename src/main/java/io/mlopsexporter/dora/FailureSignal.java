package io.mlopsexporter.dora;

import java.util.Locale;

/** What tells that a deployment failed (design 3.4). */
public enum FailureSignal {
    INCIDENT,
    ROLLBACK,
    REVERT,
    HOTFIX;

    /** As it stands in the label {@code signal}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
