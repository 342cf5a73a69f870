package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A deployment, whether it failed and whether it was rework.
 *
 * @param inWindow false for one from before the window, whose failure ended in it
 * @param evidence what tells that it failed; empty: it did not
 * @param recoveredAt when the failure ended, if it did
 * @param recovery seconds that it lasted
 * @param recoveredInWindow whether it ended in the window
 * @param rework why it was made because of a failure: what it repaired, or which incident was open; empty: it was not
 */
public record Judged(
        Ref ref,
        boolean inWindow,
        List<Evidence> evidence,
        Optional<Instant> recoveredAt,
        OptionalDouble recovery,
        boolean recoveredInWindow,
        List<Evidence> rework) {
    public Judged {
        evidence = List.copyOf(evidence);
        rework = List.copyOf(rework);
    }

    public boolean failed() {
        return !evidence.isEmpty();
    }

    /** Whether there is anything to say of it. */
    public boolean tells() {
        return failed() || !rework.isEmpty();
    }
}
