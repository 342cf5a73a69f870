package io.mlopsexporter.exposition;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many through at a time, and turns the others away at once: one that waits would only hold a thread. */
final class Gate {
    private final int places;
    private final Semaphore free;
    private volatile boolean open = true;

    Gate(int places) {
        this.places = places;
        this.free = new Semaphore(places);
    }

    boolean enter() {
        return open && free.tryAcquire();
    }

    void leave() {
        free.release();
    }

    /** Lets nobody in any more, and waits until those inside have left; gives whether they did in time. */
    boolean close(Duration patience) {
        open = false;
        try {
            return free.tryAcquire(places, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
