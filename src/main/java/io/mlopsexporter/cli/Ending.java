package io.mlopsexporter.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process well on SIGTERM and SIGINT: the command is told, cleans up, and the exit code is 0, so that no
 * supervisor takes the normal end for a failure (the JVM by itself would give 143).
 */
final class Ending {
    /** Kubernetes kills after 30 s, people lose patience earlier. */
    private static final int PATIENCE_SECONDS = 20;

    private static final CountDownLatch ASKED = new CountDownLatch(1);
    private static final CountDownLatch DONE = new CountDownLatch(1);

    private Ending() {}

    /** To be called before anything is opened: who is told to end while it starts cleans up and ends well, too. */
    static void prepare() {
        Runtime.getRuntime().addShutdownHook(new Thread(Ending::asked, "ending"));
    }

    /** Waits until the process is told to end; then what the caller has opened is to be closed. */
    static void await() throws InterruptedException {
        ASKED.await();
    }

    /** The command has returned: nothing is left to clean up. */
    static void done() {
        DONE.countDown();
    }

    private static void asked() {
        boolean already = ASKED.getCount() == 0 || DONE.getCount() == 0;
        ASKED.countDown();
        if (already) {
            return;
        }
        try {
            Runtime.getRuntime().halt(DONE.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 0 : Main.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
