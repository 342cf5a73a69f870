package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.Incident;
import java.util.function.Function;

/** What an incident's newest copy means to us. */
sealed interface Mapped {
    /** Why an incident does not count that was merged into another. */
    String MERGED = "merged";

    <T> T fold(Function<Kept, T> kept, Function<LeftOut, T> leftOut, Function<Skipped, T> skipped);

    /** It counts. Its links are not known yet. */
    record Kept(Incident incident) implements Mapped {
        @Override
        public <T> T fold(Function<Kept, T> kept, Function<LeftOut, T> leftOut, Function<Skipped, T> skipped) {
            return kept.apply(this);
        }
    }

    /** It is not of the kind that counts, by definition or configuration. */
    record LeftOut(String reason) implements Mapped {
        @Override
        public <T> T fold(Function<Kept, T> kept, Function<LeftOut, T> leftOut, Function<Skipped, T> skipped) {
            return leftOut.apply(this);
        }
    }

    /**
     * It cannot be understood.
     *
     * @param keepsFormer what was known of it before may still hold
     */
    record Skipped(String reason, boolean keepsFormer) implements Mapped {
        @Override
        public <T> T fold(Function<Kept, T> kept, Function<LeftOut, T> leftOut, Function<Skipped, T> skipped) {
            return skipped.apply(this);
        }
    }
}
