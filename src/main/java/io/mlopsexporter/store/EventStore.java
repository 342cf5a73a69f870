package io.mlopsexporter.store;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events by source, type and id, and how far each source has come. What a call has written outlasts a crash from its
 * return on; what a call could not write to the end is not there at all. Safe for use by several threads.
 *
 * <p>Every method throws {@link StoreException} when the database fails, and {@link IllegalStateException} after {@link
 * #close()}. In a shared store, who writes for a source holds its {@link #leases lease}, else {@link LeaseLostException}.
 */
public final class EventStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);
    private static final String LOSS =
            "{} It was set aside as {}, and a new store is begun: deployments, changes, incidents and activities are read from the sources"
                    + " again, as far back as polling.history and the sources go. Lost is what no source tells twice: when an alias of a model"
                    + " was first seen (those that are there now count as they stood before), and the key under which people are counted"
                    + " (who was counted before is another one now). A backup has them: end the agent, put it in place, start again.";
    private static final String CONFIGURATION = "configuration";
    private static final String UPSERT_CURSOR = """
            INSERT INTO source_cursor (source, name, value) VALUES (?, ?, ?)
            ON CONFLICT (source, name) DO UPDATE SET value = excluded.value""";
    private static final String UPSERT_SETTLED = """
            INSERT INTO source_settled (source, as_of) VALUES (?, ?)
            ON CONFLICT (source) DO UPDATE SET as_of = excluded.as_of""";
    private static final String UPSERT_NOTE = """
            INSERT INTO note (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE note.value <> excluded.value""";
    private static final String INSERT_NOTE =
            "INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
    private static final String NOTE = "SELECT name, value FROM note WHERE name = ?";
    private static final String ADVANCE = """
            INSERT INTO source_lease (source, revision) VALUES (?, 1)
            ON CONFLICT (source) DO UPDATE SET revision = source_lease.revision + 1""";
    private static final String REVISION = "SELECT source, revision FROM source_lease WHERE source = ?";
    private static final String REVISIONS = "SELECT source, revision FROM source_lease";
    private static final String SETTLED = "SELECT source, as_of FROM source_settled";
    private static final String STATUSES = "SELECT source, status FROM source_lease WHERE status <> ''";

    private final Database database;
    private final EventTable events;
    private final boolean writable;
    private final @Nullable StoreLock lock;
    private final @Nullable Leases leases;
    /** The events as they were read at opening, until they are asked for or others are written. */
    private volatile @Nullable Batch ready;

    private EventStore(Database database, boolean writable, @Nullable StoreLock lock, @Nullable Leases leases) {
        this.database = database;
        this.events = new EventTable(database.place());
        this.writable = writable;
        this.lock = lock;
        this.leases = leases;
    }

    /** The same of a file, or of a server that asks for no password. */
    public static EventStore open(String url) {
        return open(StoreAccess.of(url));
    }

    /**
     * Opens the store, a file as its only writer; creates file, folder and tables where there are none, and brings the tables up
     * to date.
     *
     * @throws StoreException if it can't be written, is damaged, of a newer version, or in use by another process
     */
    public static EventStore open(StoreAccess access) {
        if (access.shared()) {
            Database database = PostgresDatabase.openForWriting(access);
            return new EventStore(database, true, null, new Leases(database));
        }
        return open(StoreFile.of(access.url()), (lock, damage) -> {
            throw damage;
        });
    }

    /**
     * The same, but a file of an agent's that is damaged is given another name, and a new store is begun, which is said in the log.
     * Reads the whole store.
     *
     * @param now part of that name
     */
    public static EventStore openOrBeginAnew(StoreAccess access, Instant now) {
        if (access.shared()) {
            return open(access);
        }
        StoreFile file = StoreFile.of(access.url());
        return open(file, (lock, damage) -> {
            if (!lock.known()) {
                throw damage;
            }
            LOG.error(LOSS, damage.getMessage(), file.setAside(now));
        });
    }

    private static EventStore open(StoreFile file, BiConsumer<StoreLock, StoreException> whenDamaged) {
        file.createFolder();
        file.requireNoFolder();
        StoreLock lock = StoreLock.take(file);
        try {
            file.requireWritable();
            EventStore store;
            try {
                file.requireContent(lock);
                store = sound(file, lock);
            } catch (StoreException e) {
                if (!e.isDamage()) {
                    throw e;
                }
                whenDamaged.accept(lock, e);
                store = sound(file, lock);
            }
            lock.sign();
            return store;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** That every event can be read shows only when all are read, which is done once anyway. */
    private static EventStore sound(StoreFile file, StoreLock lock) {
        SqliteDatabase database = SqliteDatabase.openForWriting(file);
        try {
            EventStore store = new EventStore(database, true, lock, null);
            store.ready = store.contents().batch();
            return store;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The same of a file, or of a server that asks for no password. */
    public static EventStore openReadOnly(String url) {
        return openReadOnly(StoreAccess.of(url));
    }

    /**
     * Opens an existing store to look at, beside a running agent or without one. Of a file everything is read as of the last
     * commit before this call, however long it stays open.
     *
     * @throws StoreException if there is none, or it can't be read
     */
    public static EventStore openReadOnly(StoreAccess access) {
        if (access.shared()) {
            return new EventStore(PostgresDatabase.openForReading(access), false, null, null);
        }
        StoreFile file = StoreFile.of(access.url());
        if (!file.exists()) {
            throw new StoreException("there is no store " + file.path()
                    + " yet: start the agent (run) first, or set store.url to where its store is");
        }
        file.requireNoFolder();
        return new EventStore(SqliteDatabase.openForReading(file), false, null, null);
    }

    /** Whether it was opened to be looked at only. */
    public boolean isReadOnly() {
        return !writable;
    }

    /** How the work is shared with other agents; empty if this one is alone. */
    public Optional<Leases> leases() {
        return Optional.ofNullable(leases);
    }

    /** All events of all sources. Reads the whole store. */
    public EventLog load() {
        return EventLog.of(contents().batch().upserts());
    }

    /** Everything. Reads the whole store: called once, at start. */
    public Contents contents() {
        Batch read = ready;
        ready = null;
        return database.read(
                "read the events of",
                connection -> Contents.of(
                        read != null ? read : Batch.of(events.all(connection)),
                        revisions(connection),
                        settled(connection),
                        statuses(connection)));
    }

    /**
     * What has changed since, in the sources named; empty if the store now is of another configuration.
     *
     * @param seen the last change known of each source
     * @param meaning the fingerprint of the configuration
     */
    public Optional<Contents> changes(Map<String, Long> seen, String meaning) {
        return database.read("read the changes of", connection -> {
            if (!meaning.equals(
                    Statements.pairs(connection, NOTE, CONFIGURATION).get(CONFIGURATION))) {
                return Optional.empty();
            }
            Map<String, Long> revisions = revisions(connection);
            Batch all = Batch.EMPTY;
            for (Map.Entry<String, Long> one : seen.entrySet()) {
                if (revisions.getOrDefault(one.getKey(), 0L) > one.getValue()) {
                    all = all.and(events.since(connection, one.getKey(), one.getValue()));
                }
            }
            return Optional.of(Contents.of(all, revisions, settled(connection), statuses(connection)));
        });
    }

    private static Map<String, Long> revisions(Connection connection) throws SQLException {
        Map<String, Long> revisions = new TreeMap<>();
        Statements.pairs(connection, REVISIONS)
                .forEach((source, revision) -> revisions.put(source, Long.valueOf(revision)));
        return revisions;
    }

    private Map<String, Instant> settled(Connection connection) throws SQLException {
        Map<String, Instant> settled = new TreeMap<>();
        for (Map.Entry<String, String> one :
                Statements.pairs(connection, SETTLED).entrySet()) {
            try {
                settled.put(one.getKey(), Instant.parse(one.getValue()));
            } catch (DateTimeParseException e) {
                throw database.place().damaged("the as-of of " + one.getKey() + " is no instant", e);
            }
        }
        return settled;
    }

    private Map<String, PollStatus> statuses(Connection connection) throws SQLException {
        Map<String, PollStatus> statuses = new TreeMap<>();
        Statements.pairs(connection, STATUSES)
                .forEach((source, json) -> statuses.put(source, PollStatus.of(json, database.place())));
        return statuses;
    }

    /**
     * Makes a batch and cursors durable, all or nothing. Repeating it changes nothing. As in {@link EventLog#with}, what a
     * batch both brings and removes is gone.
     *
     * @param source the first part of the ids of its events
     * @return the number of this change of the source: one more than that of the change before
     */
    public long write(String source, Batch batch, Map<String, String> cursors) {
        ready = null;
        return change("write what " + source + " told to", connection -> {
            advance(connection, source);
            long revision = Long.parseLong(Objects.requireNonNull(
                    Statements.pairs(connection, REVISION, source).get(source)));
            events.write(connection, source, batch, revision);
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT_CURSOR)) {
                for (Map.Entry<String, String> cursor : cursors.entrySet()) {
                    Statements.bind(upsert, source, cursor.getKey(), cursor.getValue())
                            .addBatch();
                }
                upsert.executeBatch();
            }
            return revision;
        });
    }

    private void advance(Connection connection, String source) throws SQLException {
        if (leases == null) {
            Statements.execute(connection, ADVANCE, source);
        } else {
            leases.advance(connection, source);
        }
    }

    /** A source's notes to itself, by name. */
    public Map<String, String> cursors(String source) {
        return pairs("SELECT name, value FROM source_cursor WHERE source = ?", source);
    }

    /** Remembers that everything of a source up to an instant is known. */
    public void saveSettled(String source, Instant asOf) {
        change("write to", connection -> {
            if (leases != null) {
                leases.hold(connection, source);
            }
            return Statements.execute(connection, UPSERT_SETTLED, source, asOf.toString());
        });
    }

    /** Up to when each source is known completely, by source; without those of which that was never so. */
    public Map<String, Instant> settled() {
        return database.read("read", this::settled);
    }

    /**
     * Says which configuration what is written from now on follows from. If the store was of another one, nothing counts as
     * complete before it has been polled again, at once, and who polls under the former one can write nothing more.
     *
     * @param meaning the fingerprint of the configuration
     * @return whether it was of another one
     */
    public boolean configured(String meaning) {
        return change("write to", connection -> {
            boolean changed = Statements.execute(connection, UPSERT_NOTE, CONFIGURATION, meaning) > 0;
            if (changed) {
                Statements.execute(connection, "DELETE FROM source_settled");
                Statements.execute(
                        connection,
                        "UPDATE source_lease SET holder = '', due = CURRENT_TIMESTAMP, status = '', limits = ''");
            }
            return changed;
        });
    }

    /** What the agent remembered under a name. */
    public Optional<String> note(String name) {
        return Optional.ofNullable(pairs(NOTE, name).get(name));
    }

    /** Remembers something about the agent itself. */
    public void saveNote(String name, String value) {
        change("write to", connection -> Statements.execute(connection, UPSERT_NOTE, name, value));
    }

    /** What is remembered under a name; if nothing is, the value, which is remembered then. Of several agents one has its way. */
    public String noteOr(String name, String value) {
        return change("write to", connection -> {
            Statements.execute(connection, INSERT_NOTE, name, value);
            return Objects.requireNonNull(
                    Statements.pairs(connection, NOTE, name).get(name));
        });
    }

    /** How many events there are, by type. Walks through the whole store: for reports, not for every scrape. */
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
        return database.read("read", connection -> Statements.pairs(connection, query, arguments));
    }

    private <T> T change(String doing, Database.Work<T> work) {
        if (!writable) {
            throw new IllegalStateException("the store " + database.place().name() + " was opened to be read only");
        }
        return database.change(doing, work);
    }
}
