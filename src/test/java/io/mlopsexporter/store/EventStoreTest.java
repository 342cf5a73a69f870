package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.EventLogs;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void nameTheStore() {
        url = "jdbc:sqlite:" + folder.resolve("new/folder/events.db");
    }

    @Test
    void whatIsWritten_isReadBackTheSame_andAgainAfterOpeningAgain() {
        RandomEvents random = new RandomEvents();
        List<Event> events = random.events(2000);
        try (EventStore store = EventStore.open(url)) {
            assertThat(store.load()).isEqualTo(EventLog.EMPTY);
            // In several batches, so that later ones overwrite events of earlier ones.
            for (int i = 0; i < events.size(); i += 100) {
                store.write("github", Batch.of(events.subList(i, i + 100)), Map.of());
            }
            assertThat(store.load()).as("seed %d", random.seed).isEqualTo(EventLog.of(events));
        }
        try (EventStore store = EventStore.open(url)) {
            assertThat(store.load()).as("seed %d", random.seed).isEqualTo(EventLog.of(events));
        }
    }

    @Test
    void batchesAppliedToTheStore_giveTheLogThatTheyGiveInMemory() {
        RandomEvents random = new RandomEvents();
        EventLog log = EventLog.EMPTY;
        List<Batch.Key> known = new ArrayList<>();
        try (EventStore store = EventStore.open(url)) {
            for (int i = 0; i < 50; i++) {
                List<Event> upserts = random.events(10);
                upserts.forEach(event -> known.add(new Batch.Key(event.getClass(), event.id())));
                // Removes older events, and some that this batch brings.
                List<Batch.Key> removals = List.copyOf(known.subList(i * 5, i * 5 + 3));
                Batch batch = new Batch(upserts, removals);
                store.write("github", batch, Map.of());
                store.write("github", batch, Map.of());
                log = log.with(batch);
            }
            assertThat(withoutEmptyHistories(store.load()))
                    .as("seed %d", random.seed)
                    .isEqualTo(withoutEmptyHistories(log));
        }
    }

    @Test
    void newerCopyOfAnEvent_takesThePlaceOfTheOlder() {
        var before = new Repository("github/1", "acme/feast", "main", NOON, "https://github.com/acme/feast", false);
        var after = new Repository("github/1", "acme/feast2", "main", NOON, "https://github.com/acme/feast2", true);
        try (EventStore store = EventStore.open(url)) {
            store.write("github", Batch.of(List.of(before)), Map.of());
            store.write("github", Batch.of(List.of(after)), Map.of());
            assertThat(store.load().repositories()).containsExactly(Map.entry("github/1", after));
            assertThat(store.counts()).containsExactly(Map.entry("repository", 1));
        }
    }

    @Test
    void resolvedIncident_takesThePlaceOfTheOpenOne_andAnyOfItsTypesRemovesIt() {
        var open = new Incident.Open("pagerduty/Q1", "P1", "api", "down", NOON, List.of("abcdef1"), "https://x");
        var resolved = new Incident.Resolved(
                "pagerduty/Q1", "P1", "api", "down", NOON, NOON.plusSeconds(60), List.of("abcdef1"), "https://x");
        try (EventStore store = EventStore.open(url)) {
            store.write("pagerduty", Batch.of(List.of(open)), Map.of());
            store.write("pagerduty", Batch.of(List.of(resolved)), Map.of());
            assertThat(store.load().incidents()).containsExactly(Map.entry("pagerduty/Q1", resolved));
            var key = new Batch.Key(Incident.Open.class, "pagerduty/Q1");
            store.write("pagerduty", new Batch(List.of(), List.of(key)), Map.of());
            assertThat(store.load().incidents()).isEmpty();
        }
    }

    @Test
    void batchThatFailsMidway_leavesNothingBehind_notEvenItsCursors() {
        Commit first = new RandomEvents(1).commit();
        Map<String, String> cursors = new HashMap<>();
        cursors.put("commits", "page 2");
        // The column refuses null: the failure comes after events were written.
        cursors.put("deployments", null);
        try (EventStore store = EventStore.open(url)) {
            store.write("github", Batch.EMPTY, Map.of("commits", "page 1"));
            Batch batch = Batch.of(List.of(first));
            assertThatThrownBy(() -> store.write("github", batch, cursors))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot write what github told to " + folder);
            assertThat(store.load()).isEqualTo(EventLog.EMPTY);
            assertThat(store.cursors("github")).containsExactly(Map.entry("commits", "page 1"));

            store.write("github", Batch.of(List.of(first)), Map.of("commits", "page 2"));
            assertThat(store.load()).isEqualTo(EventLog.of(List.of(first)));
        }
    }

    @Test
    void cursorsNotesAndSettledInstants_areKeptBySource_acrossOpenings() {
        try (EventStore store = EventStore.open(url)) {
            store.write("github", Batch.EMPTY, Map.of("a", "1", "b", "2"));
            store.write("github", Batch.EMPTY, Map.of("b", "3"));
            store.write("pagerduty", Batch.EMPTY, Map.of("a", "other"));
            store.saveSettled("github", NOON);
            store.saveSettled("github", NOON.plusNanos(123_456_789));
            store.saveNote("configuration", "abc");
            store.saveNote("configuration", "def");
        }
        try (EventStore store = EventStore.open(url)) {
            assertThat(store.cursors("github")).isEqualTo(Map.of("a", "1", "b", "3"));
            assertThat(store.cursors("pagerduty")).isEqualTo(Map.of("a", "other"));
            assertThat(store.cursors("mlflow")).isEmpty();
            assertThat(store.settled()).isEqualTo(Map.of("github", NOON.plusNanos(123_456_789)));
            assertThat(store.note("configuration")).contains("def");
            assertThat(store.note("unheard of")).isEmpty();
        }
    }

    @Test
    void afterClose_everyCallSaysSo_andClosingAgainIsFine() {
        EventStore store = EventStore.open(url);
        store.close();
        store.close();
        assertThatThrownBy(store::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    /** A log keeps an empty history where everything of a repository was removed; that is no difference. */
    static EventLog withoutEmptyHistories(EventLog log) {
        Map<String, RepositoryHistory> histories = new HashMap<>(log.histories());
        histories.values().removeIf(RepositoryHistory.EMPTY::equals);
        return EventLogs.withHistories(log, new TreeMap<>(histories));
    }
}
