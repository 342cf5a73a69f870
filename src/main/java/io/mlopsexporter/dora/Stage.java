package io.mlopsexporter.dora;

import java.util.Locale;

/** A part of the lead time; all parts of a change add up to it. */
public enum Stage {
    /** Start to opened, or to ready for review if it was a draft. */
    CODING,
    /** To the first review by somebody else; missing without one. */
    PICKUP,
    /** To the merge. */
    REVIEW,
    /** To being live. */
    DEPLOY;

    /** As it stands in the label {@code stage}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
