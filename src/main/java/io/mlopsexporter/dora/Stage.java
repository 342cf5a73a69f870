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
    DEPLOY,
    /** Of a model: start to the end of the run, or to the registration if that was made while it ran. */
    TRAINING,
    /** To the registration of the version. */
    REGISTRATION,
    /** To being live. */
    PROMOTION;

    /** Whether it is one of a model's version, not of software. */
    public boolean isOfModels() {
        return compareTo(TRAINING) >= 0;
    }

    /** As it stands in the label {@code stage}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
