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
    static final int LATEST = 1;

    private static final String LOCATION = "classpath:io/mlopsexporter/store/migration";
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * Brings the tables up to date.
     *
     * @throws StoreException if the store is of a later version than this program
     */
    static void migrate(StoreFile file, DataSource source) {
        int version = versionOf(file, source);
        if (version > LATEST) {
            throw tooNew(file, version);
        }
        if (version == LATEST) {
            // Flyway would find the same in a third of a second more.
            return;
        }
        try {
            flyway(source).migrate();
        } catch (FlywayException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw file.failed("cannot prepare the store", cause);
            }
            throw new StoreException(
                    "cannot prepare the store " + file.path()
                            + ": expected a database of this agent or none, in a file of its"
                            + " own; set another store.url, or move the file away: " + e.getMessage(),
                    e);
        }
    }

    /** @throws StoreException if this program does not know these tables */
    static void requireLatest(StoreFile file, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > LATEST) {
            throw tooNew(file, version);
        }
        if (version < LATEST) {
            throw new StoreException("the store " + file.path() + " has version " + version + ", expected " + LATEST
                    + ": start the agent of this version (run) on it once, which brings it up to date");
        }
    }

    static Flyway flyway(DataSource source) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(LOCATION)
                .table(HISTORY)
                // Rows lie in the tree of the primary key: no second copy of each key, and reading the table reads all.
                .placeholders(Map.of("table_options", "WITHOUT ROWID"))
                .cleanDisabled(true)
                .loggers("slf4j")
                .load();
    }

    private static int versionOf(StoreFile file, DataSource source) {
        try (Connection connection = source.getConnection()) {
            return version(connection);
        } catch (SQLException e) {
            throw file.failed("cannot open the store", e);
        }
    }

    /** 0 if there are no tables yet. */
    private static int version(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
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

    private static StoreException tooNew(StoreFile file, int version) {
        return new StoreException("the store " + file.path() + " was written by a newer agent (its version is "
                + version + ", this one knows up to " + LATEST
                + "). Nothing was changed: run the newer agent, or set another store.url");
    }
}
