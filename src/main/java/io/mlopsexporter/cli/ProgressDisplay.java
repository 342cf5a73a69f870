package io.mlopsexporter.cli;

import io.mlopsexporter.poll.Progressed;
import io.mlopsexporter.poll.SourceStatus.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the first read has come: a bar on a terminal, now and then a log line elsewhere. */
final class ProgressDisplay {
    private static final Logger LOG = LoggerFactory.getLogger("progress");
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int WIDTH = 30;

    private ProgressDisplay() {}

    /** The launcher knows whether standard error is a terminal; Java does not tell before version 22. */
    static Progressed choose(InstantSource clock) {
        return Boolean.getBoolean("mlops.exporter.terminal") ? bar(System.err) : lines(clock);
    }

    static Progressed bar(PrintStream terminal) {
        return (source, progress) -> {
            synchronized (terminal) {
                // The carriage return and "erase to the end of the line" let each state replace the one before.
                terminal.print("\r\u001b[K" + bar(source, progress));
                if (progress.done() >= progress.total()) {
                    terminal.print("\r\u001b[K");
                }
                terminal.flush();
            }
        };
    }

    static String bar(String source, Progress progress) {
        int filled = progress.total() == 0 ? WIDTH : Math.min(WIDTH, WIDTH * progress.done() / progress.total());
        return "  " + source + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + progress.phase() + " "
                + progress.done() + "/" + progress.total();
    }

    private static Progressed lines(InstantSource clock) {
        Map<String, Instant> last = new HashMap<>();
        return (source, progress) -> {
            synchronized (last) {
                Instant now = clock.instant();
                Instant before = last.computeIfAbsent(source, any -> now);
                if (Duration.between(before, now).compareTo(BETWEEN_LINES) >= 0) {
                    last.put(source, now);
                    LOG.info("{}: reading {}, {} of {}", source, progress.phase(), progress.done(), progress.total());
                }
            }
        };
    }
}
