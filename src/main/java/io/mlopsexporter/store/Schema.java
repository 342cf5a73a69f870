package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables and their versions. A migration, once released, is never edited; a new one is a new file. */
final class Schema {
    /** The highest version among the migrations in the resources. */
    static final int LATEST = 3;

    private static final String LOCATION = "classpath:io/mlopsexporter/store/migration";
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * Brings the tables up to date.
     *
     * @throws StoreException if the store is of a later version than this program
     */
    static void migrate(Place place, DataSource source) {
        int version = versionOf(place, source);
        if (version > LATEST) {
            throw tooNew(place, version);
        }
        if (version == LATEST) {
            // Flyway would find the same in a third of a second more.
            return;
        }
        try {
            flyway(place, source).migrate();
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw place.failed("cannot prepare the store", cause);
            }
            throw new StoreException(
                    "cannot prepare the store " + place.name()
                            + ": expected a database of this agent or none, in a file of its"
                            + " own; set another store.url, or move the file away: " + e.getMessage(),
                    e);
        }
    }

    /** @throws StoreException if this program does not know these tables */
    static void requireLatest(Place place, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > LATEST) {
            throw tooNew(place, version);
        }
        if (version < LATEST) {
            throw new StoreException("the store " + place.name() + " has version " + version + ", expected " + LATEST
                    + ": start the agent of this version (run) on it once, which brings it up to date");
        }
    }

    static Flyway flyway(Place place, DataSource source) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(LOCATION)
                .table(HISTORY)
                .placeholders(Map.of("table_options", place.tableOptions(), "only_shared", place.onlyShared()))
                .cleanDisabled(true)
                .loggers("slf4j")
                .load();
    }

    private static int versionOf(Place place, DataSource source) {
        try (Connection connection = source.getConnection()) {
            return version(connection);
        } catch (SQLException e) {
            throw place.failed("cannot open the store", e);
        }
    }

    /** 0 if there are no tables yet. */
    private static int version(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
            if (!tables.next()) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max(CAST(version AS INTEGER)) FROM " + HISTORY + " WHERE success")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static StoreException tooNew(Place place, int version) {
        return new StoreException("the store " + place.name() + " was written by a newer agent (its version is "
                + version + ", this one knows up to " + LATEST
                + "). Nothing was changed: run the newer agent, or set another store.url");
    }
}
