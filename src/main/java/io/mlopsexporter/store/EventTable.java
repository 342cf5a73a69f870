package io.mlopsexporter.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The events, and what is gone of them, each with the revision of its source that brought it. */
final class EventTable {
    private static final String UPSERT = """
            INSERT INTO event (source, type, id, payload, revision) VALUES (?, ?, ?, ?, CAST(? AS BIGINT))
            ON CONFLICT (source, type, id) DO UPDATE SET payload = excluded.payload, revision = excluded.revision""";
    private static final String REMOVE = "DELETE FROM event WHERE source = ? AND type = ? AND id = ?";
    private static final String REMEMBER_REMOVED = """
            INSERT INTO event_removed (source, type, id, revision) VALUES (?, ?, ?, CAST(? AS BIGINT))
            ON CONFLICT (source, type, id) DO UPDATE SET revision = excluded.revision""";
    private static final String ALL = "SELECT type, id, payload FROM event ORDER BY source, type, id";
    private static final String SINCE = """
            SELECT type, id, payload FROM event WHERE source = ? AND revision > CAST(? AS BIGINT) ORDER BY type, id""";
    /** What came back since is no removal. */
    private static final String REMOVED_SINCE = """
            SELECT type, id FROM event_removed WHERE source = ? AND revision > CAST(? AS BIGINT) AND NOT EXISTS (
                SELECT 1 FROM event
                WHERE event.source = event_removed.source AND event.type = event_removed.type AND event.id = event_removed.id)
            ORDER BY type, id""";
    /** PostgreSQL's driver would otherwise hold all rows in memory at once. */
    private static final int FETCH = 2_000;

    private final Place place;

    EventTable(Place place) {
        this.place = place;
    }

    void write(Connection connection, String source, Batch batch, long revision) throws SQLException {
        String number = Long.toString(revision);
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Event event : batch.upserts()) {
                String type = EventType.of(event.getClass()).key();
                Statements.bind(upsert, source, type, event.id(), Seal.on(EventJson.write(event)), number)
                        .addBatch();
            }
            upsert.executeBatch();
        }
        try (PreparedStatement remove = connection.prepareStatement(REMOVE);
                PreparedStatement remember = connection.prepareStatement(REMEMBER_REMOVED)) {
            for (Batch.Key key : batch.removals()) {
                String type = EventType.of(key.type()).key();
                Statements.bind(remove, source, type, key.id()).addBatch();
                Statements.bind(remember, source, type, key.id(), number).addBatch();
            }
            remove.executeBatch();
            remember.executeBatch();
        }
    }

    List<Event> all(Connection connection) throws SQLException {
        return events(connection, ALL);
    }

    /** What has changed in a source after a revision. */
    Batch since(Connection connection, String source, long revision) throws SQLException {
        List<Batch.Key> removals = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(REMOVED_SINCE);
                ResultSet rows =
                        Statements.bind(select, source, Long.toString(revision)).executeQuery()) {
            while (rows.next()) {
                removals.add(new Batch.Key(type(rows.getString(1)).recordType(), rows.getString(2)));
            }
        }
        return new Batch(events(connection, SINCE, source, Long.toString(revision)), removals);
    }

    private List<Event> events(Connection connection, String query, String... arguments) throws SQLException {
        EventJson.Reader json = new EventJson.Reader();
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = Statements.bind(select, arguments).executeQuery()) {
                while (rows.next()) {
                    events.add(event(json, rows));
                }
            }
        }
        return events;
    }

    private Event event(EventJson.Reader json, ResultSet row) throws SQLException {
        EventType type = type(row.getString(1));
        // as bytes, of which JSON is read faster than of text: that pays for the digest
        byte[] payload = row.getBytes(3);
        int length = Seal.unbroken(payload);
        if (length < 0) {
            throw place.damaged("the " + type.key() + " " + row.getString(2) + " is not what was written", null);
        }
        try {
            return json.read(type, payload, length);
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException broken ? broken.getOriginalMessage() : e.getMessage();
            throw place.damaged("the " + type.key() + " " + row.getString(2) + " can't be read: " + why, e);
        }
    }

    private EventType type(String key) {
        return EventType.ofKey(key).orElseThrow(() -> place.damaged("an event of the unknown type " + key, null));
    }
}
