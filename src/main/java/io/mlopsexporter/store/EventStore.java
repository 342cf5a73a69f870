package io.mlopsexporter.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Events by source, type and id, and how far each source has come. What a call has written outlasts a crash from its
 * return on; what a call could not write to the end is not there at all. Safe for use by several threads.
 *
 * <p>Every method throws {@link StoreException} when the file fails, and {@link IllegalStateException} after {@link
 * #close()}.
 */
public final class EventStore implements AutoCloseable {
    private static final String UPSERT_EVENT = """
            INSERT INTO event (source, type, id, payload) VALUES (?, ?, ?, ?)
            ON CONFLICT (source, type, id) DO UPDATE SET payload = excluded.payload""";
    private static final String REMOVE_EVENT = "DELETE FROM event WHERE source = ? AND type = ? AND id = ?";
    private static final String UPSERT_CURSOR = """
            INSERT INTO source_cursor (source, name, value) VALUES (?, ?, ?)
            ON CONFLICT (source, name) DO UPDATE SET value = excluded.value""";
    private static final String UPSERT_SETTLED = """
            INSERT INTO source_settled (source, as_of) VALUES (?, ?)
            ON CONFLICT (source) DO UPDATE SET as_of = excluded.as_of""";
    private static final String UPSERT_NOTE = """
            INSERT INTO note (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value""";

    private final StoreFile file;
    private final Database database;
    private final @Nullable StoreLock lock;

    private EventStore(StoreFile file, Database database, @Nullable StoreLock lock) {
        this.file = file;
        this.database = database;
        this.lock = lock;
    }

    /**
     * Opens the store as its only writer; creates file and folder where there are none, and brings the tables up to date.
     *
     * @param url {@code jdbc:sqlite:FILE}
     * @throws StoreException if it can't be written, is damaged, of a newer version, or in use by another process
     */
    public static EventStore open(String url) {
        StoreFile file = StoreFile.of(url);
        file.createFolder();
        file.requireNoFolder();
        StoreLock lock = StoreLock.take(file);
        try {
            file.requireWritable();
            return new EventStore(file, Database.openForWriting(file), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens an existing store to look at, beside a running agent or without one. Everything is read as of the last commit
     * before this call, however long it stays open.
     *
     * @throws StoreException if there is none, or it can't be read
     */
    public static EventStore openReadOnly(String url) {
        StoreFile file = StoreFile.of(url);
        if (!file.exists()) {
            throw new StoreException("there is no store " + file.path()
                    + " yet: start the agent (run) first, or set store.url to where its store is");
        }
        file.requireNoFolder();
        return new EventStore(file, Database.openForReading(file), null);
    }

    /** Whether it was opened to be looked at only. */
    public boolean isReadOnly() {
        return lock == null;
    }

    /** All events of all sources. Reads the whole file: called once, at start. */
    public EventLog load() {
        return EventLog.of(read("read the events of", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT type, id, payload FROM event ORDER BY source, type, id");
                    ResultSet rows = select.executeQuery()) {
                return events(rows);
            }
        }));
    }

    private List<Event> events(ResultSet rows) throws SQLException {
        EventJson.Reader json = new EventJson.Reader();
        List<Event> events = new ArrayList<>();
        while (rows.next()) {
            Optional<EventType> type = EventType.ofKey(rows.getString(1));
            if (type.isEmpty()) {
                throw file.damaged("an event of the unknown type " + rows.getString(1), null);
            }
            try {
                events.add(json.read(type.get(), rows.getString(3)));
            } catch (JsonProcessingException e) {
                throw file.damaged(
                        "the " + type.get().key() + " " + rows.getString(2) + " can't be read: "
                                + e.getOriginalMessage(),
                        e);
            }
        }
        return events;
    }

    /**
     * Makes a batch and cursors durable, all or nothing. Repeating it changes nothing. As in {@link EventLog#with}, what a
     * batch both brings and removes is gone.
     *
     * @param source the first part of the ids of its events
     */
    public void write(String source, Batch batch, Map<String, String> cursors) {
        change("write what " + source + " told to", connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT_EVENT)) {
                for (Event event : batch.upserts()) {
                    String type = EventType.of(event.getClass()).key();
                    bind(upsert, source, type, event.id(), EventJson.write(event))
                            .addBatch();
                }
                upsert.executeBatch();
            }
            try (PreparedStatement remove = connection.prepareStatement(REMOVE_EVENT)) {
                for (Batch.Key key : batch.removals()) {
                    bind(remove, source, EventType.of(key.type()).key(), key.id())
                            .addBatch();
                }
                remove.executeBatch();
            }
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT_CURSOR)) {
                for (Map.Entry<String, String> cursor : cursors.entrySet()) {
                    bind(upsert, source, cursor.getKey(), cursor.getValue()).addBatch();
                }
                upsert.executeBatch();
            }
        });
    }

    /** A source's notes to itself, by name. */
    public Map<String, String> cursors(String source) {
        return pairs("SELECT name, value FROM source_cursor WHERE source = ? ORDER BY name", source);
    }

    /** Remembers that everything of a source up to an instant is known. */
    public void saveSettled(String source, Instant asOf) {
        change("write to", connection -> execute(connection, UPSERT_SETTLED, source, asOf.toString()));
    }

    /** Up to when each source is known completely, by source; without those of which that was never so. */
    public Map<String, Instant> settled() {
        Map<String, Instant> settled = new TreeMap<>();
        pairs("SELECT source, as_of FROM source_settled ORDER BY source")
                .forEach((source, asOf) -> settled.put(source, Instant.parse(asOf)));
        return settled;
    }

    /** Forgets up to when sources are known: nothing counts as complete before they have been polled again. */
    public void forgetSettled() {
        change("write to", connection -> execute(connection, "DELETE FROM source_settled"));
    }

    /** What the agent remembered under a name. */
    public Optional<String> note(String name) {
        return Optional.ofNullable(
                pairs("SELECT name, value FROM note WHERE name = ?", name).get(name));
    }

    /** Remembers something about the agent itself, such as the fingerprint of its configuration. */
    public void saveNote(String name, String value) {
        change("write to", connection -> execute(connection, UPSERT_NOTE, name, value));
    }

    /** How many events there are, by type. Walks through the whole file: for reports, not for every scrape. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        pairs("SELECT type, count(*) FROM event GROUP BY type")
                .forEach((type, count) -> counts.put(type, Integer.valueOf(count)));
        return counts;
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        try (lock) {
            database.close();
        }
    }

    private Map<String, String> pairs(String query, String... arguments) {
        return read("read", connection -> {
            Map<String, String> pairs = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement(query);
                    ResultSet rows = bind(select, arguments).executeQuery()) {
                while (rows.next()) {
                    pairs.put(rows.getString(1), rows.getString(2));
                }
            }
            return pairs;
        });
    }

    private static void execute(Connection connection, String statement, String... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, arguments).executeUpdate();
        }
    }

    private static PreparedStatement bind(PreparedStatement statement, String... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setString(i + 1, arguments[i]);
        }
        return statement;
    }

    private <T> T read(String doing, Database.Work<T> work) {
        // A reader keeps its snapshot; the writer must not, or the log could not be checkpointed.
        return lock == null ? database.snapshot(doing, work) : database.transaction(doing, work);
    }

    private void change(String doing, Change change) {
        if (lock == null) {
            throw new IllegalStateException("the store " + file.path() + " was opened to be read only");
        }
        database.transaction(doing, connection -> {
            change.in(connection);
            return true;
        });
    }

    private interface Change {
        void in(Connection connection) throws SQLException;
    }
}
