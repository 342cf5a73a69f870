package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one store. */
class StoreCrashTest {
    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void nameTheStore() {
        url = "jdbc:sqlite:" + folder.resolve("events.db");
    }

    @Test
    void killedAtAnyMoment_everyCommittedBatchIsThereWhole_andNoneInPart() throws Exception {
        long seed = Long.getLong("property.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int kill = 0; kill < 4; kill++) {
            int printed = runAndKill(3 + random.nextInt(25), random.nextInt(2_000_000));
            try (EventStore store = EventStore.open(url)) {
                int last = WritingMain.last(store);
                // The kill may come between the commit and the line that tells of it.
                assertThat(last).as("seed %d, kill %d", seed, kill).isBetween(printed, printed + 1);
                assertThat(store.load())
                        .as("seed %d, kill %d, batch %d", seed, kill, last)
                        .isEqualTo(logUpTo(last));
            }
        }
    }

    /** @return number of the last batch that the process said it had committed */
    private int runAndKill(int lines, int spins) throws Exception {
        try (ChildProcess child = new ChildProcess(WritingMain.class, url)) {
            String printed = "";
            for (int i = 0; i < lines; i++) {
                printed = child.line();
            }
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            child.kill();
            List<String> rest = child.remainingLines();
            return Integer.parseInt(rest.isEmpty() ? printed : rest.get(rest.size() - 1));
        }
    }

    private static EventLog logUpTo(int last) {
        List<Event> events = new ArrayList<>();
        for (int number = 0; number <= last; number++) {
            events.addAll(WritingMain.batch(number).upserts());
        }
        return EventLog.of(events);
    }

    @Test
    void secondAgent_isToldWhichProcessHasTheStore_andGetsItOnceThatIsKilled() throws Exception {
        try (ChildProcess child = new ChildProcess(WritingMain.class, url)) {
            assertThat(child.line()).isEqualTo("0");
            assertThatThrownBy(() -> EventStore.open(url))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("events.db is in use by another agent, process " + child.pid())
                    .hasMessageContaining("stop that one, or set another store.url");
            child.kill();
            EventStore.open(url).close();
        }
    }

    @Test
    void secondOpeningWithinOneProcess_isRefusedToo_untilTheFirstIsClosed() {
        try (EventStore first = EventStore.open(url)) {
            assertThatThrownBy(() -> EventStore.open(url))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another agent, process "
                            + ProcessHandle.current().pid());
            first.write("github", WritingMain.batch(0), Map.of());
        }
        EventStore.open(url).close();
    }

    @Test
    void readerBesideAWriter_seesOneCommitAndNotLaterOnes_andHoldsNobodyUp() throws Exception {
        try (ChildProcess child = new ChildProcess(WritingMain.class, url)) {
            assertThat(child.line()).isEqualTo("0");
            for (int round = 0; round < 3; round++) {
                try (EventStore reader = EventStore.openReadOnly(url)) {
                    int last = WritingMain.last(reader);
                    for (int i = 0; i < 10; i++) {
                        child.line();
                    }
                    assertThat(reader.load()).isEqualTo(logUpTo(last));
                    assertThat(WritingMain.last(reader)).isEqualTo(last);
                }
            }
        }
    }

    @Test
    void readerWithoutAWriter_reads_andIsRefusedToWrite() {
        try (EventStore store = EventStore.open(url)) {
            store.write("github", WritingMain.batch(0), Map.of("last", "0"));
        }
        try (EventStore reader = EventStore.openReadOnly(url)) {
            assertThat(reader.load()).isEqualTo(logUpTo(0));
            assertThatThrownBy(() -> reader.saveNote("a", "b"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read only");
        }
    }

    @Test
    void severalThreads_writeAndReadOneStore() {
        try (EventStore store = EventStore.open(url)) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int thread = 0; thread < 4; thread++) {
                String source = "source" + thread;
                threads.add(new Thread(() -> {
                    for (int number = 0; number < 30; number++) {
                        store.write(source, WritingMain.batch(number % 6), Map.of("last", Integer.toString(number)));
                        assertThat(store.cursors(source)).containsEntry("last", Integer.toString(number));
                    }
                }));
            }
            threads.forEach(thread -> thread.setUncaughtExceptionHandler((any, failure) -> failures.add(failure)));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                joinUninterrupted(thread);
            }
            assertThat(failures).isEmpty();
            assertThat(store.counts()).isEqualTo(Map.of("repository", 4 * (6 * 50 + 1)));
        }
    }

    private static void joinUninterrupted(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
