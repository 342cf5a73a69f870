package io.mlopsexporter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.sql.Connection;
import java.sql.SQLException;

/** A pool of connections to a server. */
final class PostgresDatabase implements Database {
    /** One for each source that is polled would do; more replicas share what the server allows. */
    private static final int CONNECTIONS = 4;

    private final StoreServer server;
    private final HikariDataSource pool;

    private PostgresDatabase(StoreServer server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
    }

    static PostgresDatabase openForWriting(StoreAccess access) {
        PostgresDatabase database = connect(access);
        try {
            Schema.migrate(database.server, database.pool);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    static PostgresDatabase openForReading(StoreAccess access) {
        PostgresDatabase database = connect(access);
        try {
            database.read("read the store", connection -> {
                Schema.requireLatest(database.server, connection);
                return true;
            });
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private static PostgresDatabase connect(StoreAccess access) {
        StoreServer server = new StoreServer(access.url());
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(access.url());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "mlops-exporter");
        config.addDataSourceProperty("connectTimeout", "5");
        // A server that went away without a word must not hold a poll for ever.
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setCredentialsProvider(() -> Credentials.of(
                access.user().orElse(null),
                access.password().map(password -> password.get()).orElse(null)));
        try {
            return new PostgresDatabase(server, new HikariDataSource(config));
        } catch (RuntimeException e) {
            // The first connection is made here; the pool wraps why it can't be, or passes on what the password's
            // supplier throws.
            throw e.getCause() instanceof SQLException cause
                    ? server.failed("cannot open the store", cause)
                    : new StoreException("cannot open the store " + server.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Place place() {
        return server;
    }

    @Override
    public <T> T read(String doing, Work<T> work) {
        return transaction(doing, connection -> {
            // The pool gives the connection back as it was.
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return work.in(connection);
        });
    }

    @Override
    public <T> T change(String doing, Work<T> work) {
        return transaction(doing, work);
    }

    /** What is not committed, the pool rolls back when it gets the connection back. */
    private <T> T transaction(String doing, Work<T> work) {
        if (pool.isClosed()) {
            throw new IllegalStateException("the store " + server.name() + " is closed");
        }
        try (Connection connection = pool.getConnection()) {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw server.failed("cannot " + doing, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
