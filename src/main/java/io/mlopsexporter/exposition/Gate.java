package io.mlopsexporter.exposition;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many through at a time, some may wait for a place for a while, and the others are turned away at once: each that waits holds a thread. */
final class Gate {
    private final int places;
    private final Semaphore free;
    private final Semaphore seats;
    private final Duration patience;
    private volatile boolean open = true;

    /** Nobody waits. */
    Gate(int places) {
        this(places, 0, Duration.ZERO);
    }

    /**
     * @param seats so many may wait at a time
     * @param patience so long
     */
    Gate(int places, int seats, Duration patience) {
        this.places = places;
        this.free = new Semaphore(places, true);
        this.seats = new Semaphore(seats);
        this.patience = patience;
    }

    boolean enter() {
        return open && (free.tryAcquire() || afterWaiting());
    }

    private boolean afterWaiting() {
        if (!seats.tryAcquire()) {
            return false;
        }
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            seats.release();
        }
        if (!open) {
            free.release();
        }
        return open;
    }

    /** Whether only one is inside. */
    boolean alone() {
        return free.availablePermits() >= places - 1;
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
