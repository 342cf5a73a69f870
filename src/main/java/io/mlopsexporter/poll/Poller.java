package io.mlopsexporter.poll;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.store.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls every source on a thread of its own, and says when the figures have to be derived anew: after each poll that came
 * to its end, between the phases of a first read, and as time passes (for what has become too stale).
 */
public final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration TICK = Duration.ofSeconds(30);

    private final List<Source> sources;
    private final Ledger ledger;
    private final Board board;
    private final Schedule schedule;
    private final InstantSource clock;
    private final Runnable onChange;
    private final Progressed progressed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param progressed is told how far a first read has come
     * @param onChange derives and publishes; called by several threads, never by two at once
     */
    public Poller(
            List<Source> sources,
            EventStore store,
            Duration interval,
            InstantSource clock,
            Progressed progressed,
            Changed onChange) {
        this.sources = List.copyOf(sources);
        List<String> names = sources.stream().map(Source::name).toList();
        this.ledger = new Ledger(store, Set.copyOf(names));
        this.board = new Board(names, store.settled());
        this.schedule = new Schedule(interval, RandomGenerator.getDefault());
        this.clock = clock;
        this.progressed = progressed;
        this.onChange = () -> {
            synchronized (this) {
                onChange.derive(ledger.log(), board);
            }
        };
    }

    /** Derives from what is known now: after construction, what the store held. */
    public void derive() {
        onChange.run();
    }

    /** Starts to poll. */
    public void start() {
        for (Source source : sources) {
            threads.add(thread("poll-" + source.name(), () -> loop(source)));
        }
        threads.add(thread("tick", this::tick));
        threads.forEach(Thread::start);
    }

    /** Polls every source once, one after the other, and derives: for commands that end. */
    public void once() {
        for (Source source : sources) {
            poll(source, journal(source));
        }
    }

    public Board board() {
        return board;
    }

    public EventLog log() {
        return ledger.log();
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    private void loop(Source source) {
        Journal journal = journal(source);
        int failures = 0;
        boolean goOn = true;
        while (goOn) {
            Instant began = clock.instant();
            PollResult result = poll(source, journal);
            Duration took = Duration.between(began, clock.instant());
            failures = result.fold(complete -> 0, failed -> -1) == 0 ? 0 : failures + 1;
            int inARow = failures;
            goOn = rest(result.fold(
                    complete -> schedule.afterSuccess(took),
                    failed -> schedule.afterFailure(failed.error(), inARow, clock.instant())));
        }
    }

    private Journal journal(Source source) {
        return ledger.journal(source.name(), board, progressed, this::settle);
    }

    private PollResult poll(Source source, Journal journal) {
        Instant began = clock.instant();
        PollResult result;
        try {
            result = source.poll(journal);
        } catch (RuntimeException e) {
            // A fault of ours (the store is full, a bug) must not end the thread: shown, logged whole, tried again.
            LOG.error("{}: poll failed: {}", source.name(), e.getMessage(), e);
            result = new PollResult.Failed(new SourceError.Unavailable(String.valueOf(e.getMessage())));
        }
        ended(source.name(), result, Duration.between(began, clock.instant()));
        return result;
    }

    private void ended(String source, PollResult result, Duration took) {
        boolean first = !board.polled(source);
        boolean settled = result.fold(
                complete -> {
                    complete.problems().forEach(p -> LOG.debug("{}: {}: {}", source, p.subject(), p.text()));
                    try {
                        ledger.settle(source, complete.asOf());
                    } catch (RuntimeException e) {
                        LOG.error("{}: the as-of could not be kept: {}", source, e.getMessage());
                    }
                    board.update(source, status -> status.complete(complete.asOf(), took, complete.problems()));
                    return true;
                },
                failed -> {
                    LOG.warn(
                            "{}: poll failed after {} s: {}",
                            source,
                            took.toSeconds(),
                            failed.error().message());
                    board.update(source, status -> status.failed(failed.error().message(), took));
                    return false;
                });
        if (settled && first) {
            LOG.info("{}: first poll done in {} s", source, took.toSeconds());
        }
        deriveAgain();
    }

    private void settle(String source, Instant asOf) {
        ledger.settle(source, asOf);
        board.update(source, status -> status.settled(asOf));
        onChange.run();
    }

    private void tick() {
        while (rest(TICK)) {
            deriveAgain();
        }
    }

    /** A fault of ours in deriving must not end the thread either: the former figures stay, and the next time is another try. */
    private void deriveAgain() {
        try {
            onChange.run();
        } catch (RuntimeException e) {
            LOG.error("the figures could not be derived: {}", e.getMessage(), e);
        }
    }

    /** Waits; false if it is time to end. */
    private boolean rest(Duration duration) {
        try {
            return !stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts polls under way; what they have written is whole. Waits at most two seconds. */
    @Override
    public void close() {
        stopped.countDown();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(2_000L / Math.max(1, threads.size()) + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Derives figures from the events known and from how the sources stand, and publishes them. */
    @FunctionalInterface
    public interface Changed {
        void derive(EventLog log, Board board);
    }
}
