package io.mlopsexporter.poll;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.store.Contents;
import io.mlopsexporter.store.EventStore;
import io.mlopsexporter.store.LeaseLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    /** A third of what a lease lasts. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final List<Source> sources;
    private final Ledger ledger;
    private final Board board;
    private final Turns turns;
    private final Schedule schedule;
    private final InstantSource clock;
    private final Runnable onChange;
    private final Progressed progressed;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param meaning the fingerprint of the configuration that the sources follow from
     * @param progressed is told how far a first read has come
     * @param onChange derives and publishes; called by several threads, never by two at once
     */
    public Poller(
            List<Source> sources,
            EventStore store,
            String meaning,
            Duration interval,
            InstantSource clock,
            Progressed progressed,
            Changed onChange) {
        this.sources = List.copyOf(sources);
        List<String> names = sources.stream().map(Source::name).toList();
        this.ledger = new Ledger(store, Set.copyOf(names), meaning);
        this.board = new Board(names, ledger.first().settled());
        this.turns = new Turns(store.leases(), meaning);
        apply(ledger.first());
        this.schedule = new Schedule(interval, RandomGenerator.getDefault());
        this.clock = clock;
        this.progressed = progressed;
        this.onChange = () -> {
            synchronized (this) {
                if (ended()) {
                    return;
                }
                // First up to when all is known, then what is known: the log may run ahead of an as-of instant, never
                // behind it.
                Board standing = board.copy();
                onChange.derive(ledger.log(), standing);
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
        if (turns.shared()) {
            threads.add(thread("replica", this::followOthers));
        }
        threads.forEach(Thread::start);
    }

    /** Polls every source that is this agent's turn once, one after the other, and derives: for commands that end. */
    public void once() {
        for (Source source : sources) {
            if (turns.take(source)) {
                poll(source, journal(source));
                end(source, Duration.ZERO);
            }
        }
        if (turns.shared()) {
            lookAround();
        }
    }

    /** Nothing counts as complete before it has been polled again. */
    public void forgetSettled() {
        board.forgetSettled();
    }

    private boolean ended() {
        return stopped.getCount() == 0;
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
        int failures = 0;
        boolean goOn = true;
        while (goOn) {
            Optional<Journal> turn = turn(source);
            if (turn.isEmpty()) {
                goOn = rest(Turns.LOOK);
                continue;
            }
            Instant began = clock.instant();
            PollResult result = poll(source, turn.get());
            Duration took = Duration.between(began, clock.instant());
            failures = result.fold(complete -> 0, failed -> -1) == 0 ? 0 : failures + 1;
            int inARow = failures;
            Duration wait = result.fold(
                    complete -> schedule.afterSuccess(took),
                    failed -> schedule.afterFailure(failed.error(), inARow, clock.instant()));
            end(source, wait);
            goOn = rest(turns.rest(wait));
        }
    }

    /** What to poll into, with all that the store knows; empty while it is not our turn, or the store fails. */
    private Optional<Journal> turn(Source source) {
        try {
            if (!turns.take(source)) {
                return Optional.empty();
            }
            ledger.refresh().ifPresent(this::apply);
            return Optional.of(journal(source));
        } catch (RuntimeException e) {
            turns.giveUp(source.name());
            if (!ended()) {
                LOG.warn("{}: not polled: {}", source.name(), e.getMessage());
                board.update(source.name(), status -> status.failed(String.valueOf(e.getMessage()), Duration.ZERO));
                deriveAgain();
            }
            return Optional.empty();
        }
    }

    private void end(Source source, Duration wait) {
        if (ended()) {
            return;
        }
        SourceStatus status = Objects.requireNonNull(board.statuses().get(source.name()));
        try {
            turns.end(source, status, wait);
        } catch (RuntimeException e) {
            LOG.warn("{}: the other replicas could not be told of the poll: {}", source.name(), e.getMessage());
        }
    }

    private Journal journal(Source source) {
        return ledger.journal(source.name(), board, progressed, this::settle);
    }

    private void followOthers() {
        Duration sinceRenewal = Duration.ZERO;
        while (rest(Turns.LOOK)) {
            sinceRenewal = sinceRenewal.plus(Turns.LOOK);
            try {
                if (sinceRenewal.compareTo(RENEWAL) >= 0) {
                    sinceRenewal = Duration.ZERO;
                    turns.renew();
                }
                lookAround();
            } catch (RuntimeException e) {
                LOG.debug("the store could not be asked what others did: {}", e.getMessage());
            }
        }
    }

    /** Takes in what other replicas wrote and how their polls ended. */
    private void lookAround() {
        Optional<Contents> found = ledger.refresh();
        boolean toldOtherwise = found.map(this::apply).orElse(false);
        if (toldOtherwise
                || found.map(Contents::batch).filter(batch -> !batch.isEmpty()).isPresent()) {
            deriveAgain();
        }
    }

    /** Whether the board shows anything else than before. */
    private boolean apply(Contents found) {
        if (!turns.shared()) {
            return false;
        }
        var before = board.statuses();
        before.keySet().stream()
                .filter(source -> !turns.has(source))
                .forEach(source -> board.update(
                        source,
                        status -> status.told(
                                Optional.ofNullable(found.statuses().get(source)),
                                Optional.ofNullable(found.settled().get(source)))));
        return !before.equals(board.statuses());
    }

    private PollResult poll(Source source, Journal journal) {
        Instant began = clock.instant();
        PollResult result;
        try {
            result = source.poll(journal);
        } catch (LeaseLostException e) {
            LOG.warn("{}: {}; this one reads what it writes", source.name(), e.getMessage());
            return new PollResult.Failed(new SourceError.Unavailable(String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // A fault of ours (the store or the memory is full, a bug) must not end the thread: shown, logged whole,
            // tried again.
            if (!ended()) {
                LOG.error("{}: poll failed: {}", source.name(), e.getMessage(), e);
            }
            result = new PollResult.Failed(new SourceError.Unavailable(String.valueOf(e.getMessage())));
        }
        // A poll that was broken off says nothing of its source.
        if (!ended()) {
            ended(source.name(), result, Duration.between(began, clock.instant()));
        }
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
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
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

    /**
     * The same for one that goes on.
     *
     * @param last done between the last thing that is written here and the end; if it throws, polling goes on
     */
    public void close(Runnable last) {
        ledger.close(last);
        close();
    }

    /**
     * Interrupts polls under way; what they have written is whole. Waits at most two seconds; from the return on nothing is
     * written or derived.
     */
    @Override
    public void close() {
        synchronized (this) {
            stopped.countDown();
        }
        ledger.close(() -> {});
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(2_000L / Math.max(1, threads.size()) + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            turns.leave();
        } catch (RuntimeException e) {
            LOG.debug("the leases end by themselves: {}", e.getMessage());
        }
    }

    /**
     * Derives figures from the events known and from how the sources stand, and publishes them. Board and log stay as they are
     * while polls go on: what is derived is right as of the instants that the board tells.
     */
    @FunctionalInterface
    public interface Changed {
        void derive(EventLog log, Board board);
    }
}
