package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two agents on one PostgreSQL. */
class SharedStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PollStatus FINE = new PollStatus(true, 12, Optional.empty(), List.of());
    private static final String MEANING = "fingerprint";

    private final String database = Postgres.newDatabase();
    private final List<EventStore> opened = new ArrayList<>();
    private EventStore one = open();
    private EventStore other = open();

    @BeforeEach
    void configure() {
        one.configured(MEANING);
        other.configured(MEANING);
    }

    @AfterEach
    void close() {
        opened.forEach(EventStore::close);
    }

    @Test
    void whatOneWrites_theOtherReadsTheSame_asItIsInMemory() {
        RandomEvents random = new RandomEvents();
        EventLog log = EventLog.EMPTY;
        EventLog followed = EventLog.EMPTY;
        List<Batch.Key> known = new ArrayList<>();
        Map<String, Long> seen = Map.of("github", 0L);
        assertThat(take(one, "github")).isTrue();
        for (int i = 0; i < 20; i++) {
            var upserts = random.events(20);
            upserts.forEach(event -> known.add(new Batch.Key(event.getClass(), event.id())));
            Batch batch = new Batch(upserts, List.copyOf(known.subList(i * 5, i * 5 + 3)));
            long revision = one.write("github", batch, Map.of("page", Integer.toString(i)));
            log = log.with(batch);
            if (i % 3 == 0) {
                Contents changes = other.changes(seen, MEANING).orElseThrow();
                followed = followed.with(changes.batch());
                seen = Map.of("github", revision);
                assertThat(without(followed))
                        .as("seed %d, change %d", random.seed, i)
                        .isEqualTo(without(log));
            }
        }
        assertThat(without(other.load())).as("seed %d", random.seed).isEqualTo(without(log));
        assertThat(other.cursors("github")).containsEntry("page", "19");
    }

    @Test
    void sourceIsPolledByOneAtATime_andByNobodyBeforeItIsDue() {
        assertThat(take(one, "github")).isTrue();
        assertThat(take(one, "github")).as("again by the same").isTrue();
        assertThat(take(other, "github")).isFalse();
        assertThat(take(other, "pagerduty")).isTrue();

        leases(one).release("github", FINE, Duration.ofHours(1), "");
        assertThat(take(other, "github")).as("not due").isFalse();

        Postgres.execute(database, "UPDATE source_lease SET due = now() - INTERVAL '1 second'");
        assertThat(take(other, "github")).isTrue();
        assertThat(one.changes(Map.of(), MEANING).orElseThrow().statuses()).containsEntry("github", FINE);
    }

    @Test
    void twoThatReachForManySources_neverGetTheSame() throws Exception {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sources.add("source-" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Set<String>>> both = List.of(
                    () -> sources.stream().filter(source -> take(one, source)).collect(Collectors.toSet()),
                    () -> sources.stream().filter(source -> take(other, source)).collect(Collectors.toSet()));
            List<Future<Set<String>>> taken = threads.invokeAll(both);
            List<String> all = new ArrayList<>(taken.get(0).get());
            all.addAll(taken.get(1).get());
            assertThat(all).as("each once").containsExactlyInAnyOrderElementsOf(sources);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void limitsOfAnApi_goToWhoPollsItNext_withTheirAge() {
        assertThat(leases(one).take("github", MEANING).orElseThrow().limits()).isEmpty();
        leases(one).renew(Map.of("github", "paused", "pagerduty", "not ours"));
        Postgres.execute(
                database,
                "UPDATE source_lease SET held_until = now() - INTERVAL '1 second', limits_at = now() - INTERVAL '20 seconds'");

        Leases.Told ofOneThatDied = leases(other).take("github", MEANING).orElseThrow();
        assertThat(ofOneThatDied.limits()).isEqualTo("paused");
        assertThat(ofOneThatDied.ago()).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(2));
        assertThat(leases(one).take("pagerduty", MEANING).orElseThrow().limits())
                .as("of a source that it did not hold")
                .isEmpty();

        leases(other).release("github", FINE, Duration.ZERO, "spent");
        assertThat(leases(one).take("github", MEANING).orElseThrow().limits()).isEqualTo("spent");
        one.configured("another credential, perhaps");
        assertThat(leases(one)
                        .take("github", "another credential, perhaps")
                        .orElseThrow()
                        .limits())
                .isEmpty();
    }

    @Test
    void whoDied_isSucceeded_andWritesNothingMore_shouldItComeBack() {
        take(one, "github");
        one.write("github", batch(1), Map.of("page", "1"));
        Postgres.execute(database, "UPDATE source_lease SET held_until = now() - INTERVAL '1 second'");

        assertThat(take(other, "github")).isTrue();
        other.write("github", batch(2), Map.of("page", "2"));

        assertThatThrownBy(() -> one.write("github", batch(3), Map.of("page", "3")))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("another replica polls github now");
        assertThatThrownBy(() -> one.saveSettled("github", NOON)).isInstanceOf(LeaseLostException.class);
        leases(one).release("github", FINE, Duration.ZERO, "");
        assertThat(take(one, "github")).isFalse();
        assertThat(one.load().repositories()).containsOnlyKeys("github/1", "github/2");
        assertThat(one.cursors("github")).isEqualTo(Map.of("page", "2"));
        assertThat(one.settled()).isEmpty();
    }

    @Test
    void whoLeaves_isSucceededAtOnce() {
        take(one, "github");
        leases(one).leave();
        assertThat(take(other, "github")).isTrue();
    }

    @Test
    void anotherConfiguration_endsWhatTheFormerOneWasAt() {
        take(one, "github");
        one.saveSettled("github", NOON);

        assertThat(other.configured("another")).isTrue();

        assertThat(other.settled()).isEmpty();
        assertThatThrownBy(() -> one.write("github", batch(1), Map.of())).isInstanceOf(LeaseLostException.class);
        assertThat(take(one, "github")).isFalse();
        assertThat(one.changes(Map.of("github", 0L), MEANING)).isEmpty();
        assertThat(leases(other).take("github", "another")).isPresent();
    }

    @Test
    void notesThatBothMake_areOne() {
        assertThat(one.noteOr("key", "a")).isEqualTo("a");
        assertThat(other.noteOr("key", "b")).isEqualTo("a");
    }

    @Test
    void openedByManyAtTheSameTime_anEmptyDatabaseGetsItsTablesOnce() throws Exception {
        String empty = Postgres.newDatabase();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<String> opening = () -> {
                try (EventStore store = EventStore.open(Postgres.url(empty))) {
                    return store.noteOr("key", Thread.currentThread().getName());
                }
            };
            Set<String> keys = threads.invokeAll(List.of(opening, opening, opening)).stream()
                    .map(SharedStoreTest::result)
                    .collect(Collectors.toSet());
            assertThat(keys).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void databaseThatIsAway_isSaid_andUsedAgainWhenItIsBack() throws Exception {
        try (Cut cut = new Cut(Postgres.port());
                EventStore store = EventStore.open(Postgres.url(database, cut.port()))) {
            assertThat(take(store, "github")).isTrue();
            store.write("github", batch(1), Map.of());
            cut.cut();

            assertThatThrownBy(() -> store.write("github", batch(2), Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            "jdbc:postgresql://127.0.0.1", "cannot be reached", "go on once it is back")
                    .hasMessageNotContaining("user=");

            cut.mend();
            // each connection that the pool holds may fail once more
            assertThat(IntStream.range(0, 10).anyMatch(again -> takes(store))).isTrue();
            store.write("github", batch(3), Map.of());
            assertThat(store.load().repositories()).containsOnlyKeys("github/1", "github/3");
        }
    }

    @Test
    void wrongDatabase_isRefused_withAdvice() {
        String nowhere = Postgres.url("nothing_here");
        assertThatThrownBy(() -> EventStore.open(nowhere))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("nothing_here", "Create the database");
        assertThatThrownBy(() -> EventStore.openReadOnly(Postgres.url(Postgres.newDatabase())))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("has version 0", "start the agent");
    }

    @Test
    void reader_reads_andWritesNothing() {
        take(one, "github");
        one.write("github", batch(1), Map.of());
        try (EventStore reader = EventStore.openReadOnly(Postgres.url(database))) {
            assertThat(reader.load()).isEqualTo(one.load());
            assertThat(reader.isReadOnly()).isTrue();
            assertThatThrownBy(() -> reader.saveNote("a", "b")).isInstanceOf(IllegalStateException.class);
        }
    }

    private EventStore open() {
        EventStore store = EventStore.open(Postgres.url(database));
        opened.add(store);
        return store;
    }

    private static boolean take(EventStore store, String source) {
        return leases(store).take(source, MEANING).isPresent();
    }

    private static boolean takes(EventStore store) {
        try {
            return take(store, "github");
        } catch (StoreException stillAway) {
            return false;
        }
    }

    private static Leases leases(EventStore store) {
        return store.leases().orElseThrow();
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Batch batch(int number) {
        String id = "github/" + number;
        return Batch.of(
                List.of(new Repository(id, "acme/" + number, "main", NOON, "https://github.example/" + number, false)));
    }

    /** A history that has become empty is there in memory, and leaves no trace in a store. */
    private static EventLog without(EventLog log) {
        return EventStoreTest.withoutEmptyHistories(log);
    }
}
