package io.mlopsexporter.dora;

import io.mlopsexporter.event.Deployment;
import java.time.Instant;

/** A deployment that was left out, as it is the live one again (design 3.1; 3.9, 3). */
public record Repetition(Deployment event, Instant finishedAt, Reason reason) {
    /** Why it is the same. */
    public enum Reason {
        WITHIN_30_MINUTES,
        SAME_WORKFLOW_RUN,
        /** Of a model: something else that tells of the same version. */
        SAME_VERSION
    }
}
