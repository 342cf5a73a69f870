package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import java.util.Locale;

/** Why an attempt to deploy is not counted (design 3.1). */
public enum Omission {
    /** It never reached success: a roll-out that did not finish changed nothing in production. */
    NO_SUCCESS,
    OTHER_ENVIRONMENT,
    TRANSIENT_ENVIRONMENT,
    GITHUB_PAGES,
    OTHER_SIGNAL,
    OTHER_WORKFLOW,
    OTHER_TAG,
    OTHER_REPOSITORY,
    BEFORE_HISTORY,
    /** Its source is not yet known completely up to then. */
    AFTER_AS_OF,
    /** The live commit again, soon after its first success. */
    WITHIN_30_MINUTES,
    /** The live commit again, by the same workflow run. */
    SAME_WORKFLOW_RUN,
    /** The live version of a model, told by something else too. */
    SAME_VERSION,
    /** A version that was in production already when its model was first seen: when it went live is unknown. */
    BASELINE;

    static Omission of(Application.Mismatch mismatch) {
        return switch (mismatch) {
            case OTHER_REPOSITORY -> OTHER_REPOSITORY;
            case OTHER_SIGNAL -> OTHER_SIGNAL;
            case TRANSIENT_ENVIRONMENT -> TRANSIENT_ENVIRONMENT;
            case GITHUB_PAGES -> GITHUB_PAGES;
            case OTHER_ENVIRONMENT -> OTHER_ENVIRONMENT;
            case OTHER_WORKFLOW -> OTHER_WORKFLOW;
            case OTHER_TAG -> OTHER_TAG;
            case BASELINE -> BASELINE;
        };
    }

    static Omission of(Repetition.Reason reason) {
        return switch (reason) {
            case WITHIN_30_MINUTES -> WITHIN_30_MINUTES;
            case SAME_WORKFLOW_RUN -> SAME_WORKFLOW_RUN;
            case SAME_VERSION -> SAME_VERSION;
        };
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
