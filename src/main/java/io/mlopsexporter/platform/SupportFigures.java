package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How users' questions are answered (design 3.8).
 *
 * @param queue where they ask: {@code acme/ml-platform#support}
 * @param open issues that are open, answered or not
 * @param unanswered those of them without an answer
 * @param oldestUnanswered when the oldest of these was opened
 */
public record SupportFigures(
        String queue,
        Instant asOf,
        int open,
        int unanswered,
        Optional<Instant> oldestUnanswered,
        List<InWindow> windows) {
    public SupportFigures {
        windows = List.copyOf(windows);
    }

    /** @param firstResponse seconds from opening to answer, of the issues that were first answered in the window */
    public record InWindow(Window window, Optional<Distribution> firstResponse) {}
}
