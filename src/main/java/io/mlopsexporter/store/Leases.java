package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How replicas share the work: a source is polled by the one that holds its lease, and when it is due, which the last one who
 * polled it has said. Times are the database's. Who lost a lease, because it could not renew it in time, can write nothing more.
 */
public final class Leases {
    /** How long after the last sign of a replica another one takes over. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    private static final String ENSURE = "INSERT INTO source_lease (source) VALUES (?) ON CONFLICT (source) DO NOTHING";
    private static final String FREE = """
            SELECT limits, COALESCE(CAST(extract(epoch FROM now() - limits_at) * 1000 AS BIGINT), 0) FROM source_lease
            WHERE source = ? AND due <= now() AND (holder = '' OR holder = ? OR held_until < now())
              AND EXISTS (SELECT 1 FROM note WHERE name = 'configuration' AND value = ?)
            FOR UPDATE SKIP LOCKED""";
    private static final String TAKE = """
            UPDATE source_lease SET holder = ?, held_until = now() + CAST(? AS BIGINT) * INTERVAL '1 millisecond'
            WHERE source = ?""";
    private static final String RENEW = """
            UPDATE source_lease SET held_until = now() + CAST(? AS BIGINT) * INTERVAL '1 millisecond' WHERE holder = ?""";
    private static final String RELEASE = """
            UPDATE source_lease SET holder = '', due = now() + CAST(? AS BIGINT) * INTERVAL '1 millisecond', status = ?,
              limits = ?, limits_at = now()
            WHERE source = ? AND holder = ?""";
    private static final String TELL = """
            UPDATE source_lease SET limits = ?, limits_at = now() WHERE source = ? AND holder = ?""";
    private static final String LEAVE = "UPDATE source_lease SET holder = '' WHERE holder = ?";
    private static final String ADVANCE =
            "UPDATE source_lease SET revision = revision + 1 WHERE source = ? AND holder = ?";
    private static final String HOLD = "UPDATE source_lease SET holder = holder WHERE source = ? AND holder = ?";

    private final Database database;
    private final String holder = UUID.randomUUID().toString();

    Leases(Database database) {
        this.database = database;
    }

    /**
     * Takes the lease of a source, if the source is due, nobody holds it, and the store is of this configuration.
     *
     * @param meaning the fingerprint of the configuration
     * @return what its last holder knew of the API's limits; empty if it could not be taken
     */
    public Optional<Told> take(String source, String meaning) {
        return database.change("share the work in", connection -> {
            Statements.execute(connection, ENSURE, source);
            Map<String, String> free = Statements.pairs(connection, FREE, source, holder, meaning);
            if (free.isEmpty()
                    || Statements.execute(connection, TAKE, holder, Long.toString(LENGTH.toMillis()), source) == 0) {
                return Optional.empty();
            }
            Map.Entry<String, String> told = free.entrySet().iterator().next();
            return Optional.of(new Told(told.getKey(), Duration.ofMillis(Long.parseLong(told.getValue()))));
        });
    }

    /**
     * What the last holder of a lease knew of the limits of the source's API.
     *
     * @param limits in its words
     * @param ago by the clock of the database
     */
    public record Told(String limits, Duration ago) {}

    /**
     * To be called more often than a lease lasts.
     *
     * @param limits of the APIs of the sources that this one holds, for those who go on if it dies
     */
    public void renew(Map<String, String> limits) {
        database.change("share the work in", connection -> {
            for (Map.Entry<String, String> one : limits.entrySet()) {
                Statements.execute(connection, TELL, one.getValue(), one.getKey(), holder);
            }
            return Statements.execute(connection, RENEW, Long.toString(LENGTH.toMillis()), holder);
        });
    }

    /** Says how the poll ended, when the next one is due and what the API grants; nothing, if the lease was lost. */
    public void release(String source, PollStatus status, Duration wait, String limits) {
        database.change(
                "share the work in",
                connection -> Statements.execute(
                        connection, RELEASE, Long.toString(wait.toMillis()), status.json(), limits, source, holder));
    }

    /** Lets others go on at once with what this one was at. */
    public void leave() {
        database.change("share the work in", connection -> Statements.execute(connection, LEAVE, holder));
    }

    /** The next change of a source; in a transaction that writes. */
    void advance(Connection connection, String source) throws SQLException {
        require(Statements.execute(connection, ADVANCE, source, holder), source);
    }

    /** Keeps others from taking it until the transaction has ended. */
    void hold(Connection connection, String source) throws SQLException {
        require(Statements.execute(connection, HOLD, source, holder), source);
    }

    private void require(int held, String source) {
        if (held == 0) {
            throw new LeaseLostException("another replica polls " + source + " now");
        }
    }
}
