package io.mlopsexporter.dora;

import java.util.Locale;

/** Why a change that was delivered is in no lead time (design 3.2; 3.9, 17). */
public enum Exclusion {
    /** It starts after it went live: some clock is wrong. */
    NEGATIVE_LEAD_TIME,
    /** The version of a model that was trained nobody knows when, from nobody knows what. */
    START_UNKNOWN;

    /** As it stands in the label {@code reason}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
