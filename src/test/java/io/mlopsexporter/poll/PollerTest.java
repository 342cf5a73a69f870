package io.mlopsexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.store.EventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The poller with scripted sources, a real store, and an interval of a millisecond: it never rests for long. */
class PollerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMillis(1);
    private static final PollResult OUTAGE = new PollResult.Failed(new SourceError.Unavailable("GET / 503: down"));

    @TempDir
    private Path folder = Path.of("");

    private @Nullable EventStore opened;
    private Thread.@Nullable UncaughtExceptionHandler before;
    private final BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();

    /** What was published, in its order. */
    private final BlockingQueue<Published> published = new LinkedBlockingQueue<>();

    private record Published(Map<String, SourceStatus> statuses, int repositories, boolean everySourcePolled) {
        SourceStatus of(String source) {
            return Objects.requireNonNull(statuses.get(source));
        }
    }

    @BeforeEach
    void open() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> uncaught.add(exception));
        opened = EventStore.open("jdbc:sqlite:" + folder.resolve("events.db"));
        opened.configured("");
    }

    @AfterEach
    void nothingWasUncaught() {
        store().close();
        Thread.setDefaultUncaughtExceptionHandler(before);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void once_pollsEverySource_andAFailingOneDoesNotDisturbAnother() {
        ScriptedSource broken = new ScriptedSource("broken", journal -> OUTAGE);
        ScriptedSource bug = new ScriptedSource("bug", PollerTest::bug);
        ScriptedSource good = new ScriptedSource("good", PollerTest::complete);
        try (Poller poller = poller(broken, bug, good)) {
            poller.once();

            assertThat(poller.board().everySourcePolled()).isTrue();
            Published last = List.copyOf(published).get(2);
            assertThat(last.of("broken").error()).hasValue("GET / 503: down");
            assertThat(last.of("broken").asOf()).isEmpty();
            assertThat(last.of("bug").error()).hasValue("a bug of ours");
            assertThat(last.of("good").succeeded()).isTrue();
            assertThat(last.of("good").asOf()).hasValue(NOW);
            assertThat(last.repositories()).isEqualTo(1);
            assertThat(store().settled()).containsExactly(Map.entry("good", NOW));
        }
    }

    @Test
    void derive_beforeAnyPoll_showsWhatTheStoreHeld() {
        try (Poller poller = poller(new ScriptedSource("good", PollerTest::complete))) {
            poller.once();
        }
        published.clear();

        try (Poller again = poller(new ScriptedSource("good", journal -> OUTAGE))) {
            again.derive();

            Published first = next();
            assertThat(first.repositories()).isEqualTo(1);
            assertThat(first.of("good").asOf()).hasValue(NOW);
            assertThat(first.of("good").succeeded()).isFalse();
            assertThat(first.everySourcePolled()).isFalse();
        }
    }

    @Test
    void exceptionInASource_isShown_andThePollIsTriedAgain() {
        ScriptedSource source =
                new ScriptedSource("github", List.of(PollerTest::bug, PollerTest::bug, PollerTest::complete));
        try (Poller poller = poller(source)) {
            poller.start();

            Published failed = next();
            assertThat(failed.of("github").error()).hasValue("a bug of ours");
            Published healed = nextThat(one -> one.of("github").succeeded());
            assertThat(healed.of("github").error()).isEmpty();
            assertThat(healed.of("github").polled()).isGreaterThanOrEqualTo(3);
            assertThat(source.polls()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whileFiguresAreDerived_aPollThatEnds_movesNoAsOfInstantOfTheirs() throws InterruptedException {
        CountDownLatch deriving = new CountDownLatch(1);
        CountDownLatch settled = new CountDownLatch(1);
        ScriptedSource slow = new ScriptedSource("slow", journal -> {
            await(deriving);
            write(journal);
            return new PollResult.Complete(NOW, List.of());
        });
        ScriptedSource fast = new ScriptedSource("fast", PollerTest::complete);
        BlockingQueue<Published> seen = new LinkedBlockingQueue<>();
        try (Poller poller = new Poller(
                List.of(fast, slow),
                store(),
                "",
                Duration.ofHours(1),
                InstantSource.fixed(NOW),
                Progressed.UNSEEN,
                (log, board) -> {
                    int repositories = log.repositories().size();
                    if (deriving.getCount() > 0) {
                        deriving.countDown();
                        await(settled);
                    }
                    seen.add(new Published(board.statuses(), repositories, board.everySourcePolled()));
                })) {
            poller.start();
            deriving.await();
            while (Objects.requireNonNull(poller.board().statuses().get("slow"))
                    .asOf()
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            settled.countDown();

            Published first = Objects.requireNonNull(seen.poll(30, TimeUnit.SECONDS));
            assertThat(first.of("slow").asOf())
                    .as("its events are not in the log that was derived from")
                    .isEmpty();
            Published second = Objects.requireNonNull(seen.poll(30, TimeUnit.SECONDS));
            assertThat(second.of("slow").asOf()).hasValue(NOW);
        }
    }

    @Test
    void anErrorOfTheJvmInASource_isShownToo_andEndsNoThread() {
        ScriptedSource source = new ScriptedSource("github", List.of(PollerTest::broken, PollerTest::complete));
        try (Poller poller = poller(source)) {
            poller.start();

            assertThat(next().of("github").error()).hasValue("a class is missing");
            nextThat(one -> one.of("github").succeeded());
        }
    }

    private static PollResult broken(Journal journal) {
        throw new NoClassDefFoundError("a class is missing");
    }

    @Test
    void settled_publishesBeforeThePollEnds() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedSource source = new ScriptedSource("github", journal -> {
            write(journal);
            journal.settled(NOW);
            await(seen);
            return new PollResult.Complete(NOW.plusSeconds(60), List.of());
        });
        try (Poller poller = poller(source)) {
            poller.start();

            Published early = next();
            assertThat(early.of("github").asOf()).hasValue(NOW);
            assertThat(early.of("github").polled()).isZero();
            assertThat(early.repositories()).isEqualTo(1);
            assertThat(early.everySourcePolled())
                    .as("ready only when the poll has ended")
                    .isFalse();
            assertThat(store().settled()).containsExactly(Map.entry("github", NOW));

            seen.countDown();
            assertThat(next().of("github").asOf()).hasValue(NOW.plusSeconds(60));
        }
    }

    @Test
    void slowSource_delaysReadiness_butNotAnotherSource() {
        CountDownLatch released = new CountDownLatch(1);
        ScriptedSource slow = new ScriptedSource("slow", journal -> {
            await(released);
            return OUTAGE;
        });
        ScriptedSource quick = new ScriptedSource("quick", PollerTest::complete);
        try (Poller poller = poller(slow, quick)) {
            poller.start();

            Published meanwhile = nextThat(one -> one.of("quick").polled() >= 3);
            assertThat(meanwhile.everySourcePolled()).isFalse();
            assertThat(meanwhile.of("slow").polled()).isZero();

            released.countDown();
            Published ready = nextThat(Published::everySourcePolled);
            assertThat(ready.of("slow").error()).isPresent();
        }
    }

    @Test
    void faultInDeriving_endsNoThread() {
        ScriptedSource source = new ScriptedSource("github", PollerTest::complete);
        CountDownLatch faults = new CountDownLatch(2);
        try (Poller poller = new Poller(
                List.of(source), store(), "", INTERVAL, InstantSource.system(), Progressed.UNSEEN, (log, board) -> {
                    faults.countDown();
                    throw new IllegalStateException("a bug in deriving");
                })) {
            poller.start();
            await(faults);
        }
        assertThat(source.polls()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void close_interruptsAPollUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ScriptedSource hanging = new ScriptedSource("github", journal -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
            return OUTAGE;
        });
        Poller poller = poller(hanging);
        poller.start();
        await(begun);

        poller.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(hanging.polls()).isEqualTo(1);
    }

    private Poller poller(ScriptedSource... sources) {
        return new Poller(
                List.of(sources),
                store(),
                "",
                INTERVAL,
                InstantSource.system(),
                Progressed.UNSEEN,
                (log, board) -> published.add(
                        new Published(board.statuses(), log.repositories().size(), board.everySourcePolled())));
    }

    private EventStore store() {
        return Objects.requireNonNull(opened);
    }

    private Published next() {
        return nextThat(any -> true);
    }

    private Published nextThat(Function<Published, Boolean> condition) {
        try {
            while (true) {
                Published next = published.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("something published").isNotNull();
                if (condition.apply(Objects.requireNonNull(next))) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static PollResult complete(Journal journal) {
        write(journal);
        return new PollResult.Complete(NOW, List.of());
    }

    private static PollResult bug(Journal journal) {
        throw new IllegalStateException("a bug of ours");
    }

    private static void write(Journal journal) {
        journal.write(
                Batch.of(List.of(new Repository("good/1", "acme/feast", "main", NOW, "https://github.example", false))),
                Map.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
