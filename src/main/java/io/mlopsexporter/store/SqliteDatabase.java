package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One connection, used by one thread at a time. Transactions are begun and ended in SQL: after a full disk SQLite has
 * rolled back by itself, and then the driver's own commit mode no longer knows that it must begin a new one.
 */
final class SqliteDatabase implements Database {
    /** Bytes that the log keeps on disk between checkpoints, however large a transaction made it. */
    private static final int LOG_SIZE = 16 << 20;

    private final StoreFile file;
    private final boolean writable;
    private final Connection connection;
    private boolean closed;

    private SqliteDatabase(StoreFile file, boolean writable, Connection connection) {
        this.file = file;
        this.writable = writable;
        this.connection = connection;
    }

    static SqliteDatabase openForWriting(StoreFile file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL: what is committed outlasts a loss of power too. With NORMAL the last transactions may go, cursor and
        // all,
        // which a source mostly repeats; but when an alias was first seen can't be asked for again. It costs one fsync
        // a
        // commit, and a poll commits a few times.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_SIZE);
        config.setBusyTimeout(5_000);
        SQLiteDataSource source = source(file, config);
        Schema.migrate(file, source);
        SqliteDatabase database = connect(file, true, source);
        try {
            database.requireLog();
            database.requireSound();
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    static SqliteDatabase openForReading(StoreFile file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        SqliteDatabase database = connect(file, false, source(file, config));
        try {
            // It lasts until close: everything is read as of one commit.
            execute(database.connection, "BEGIN");
            Schema.requireLatest(file, database.connection);
            return database;
        } catch (SQLException e) {
            database.close();
            throw file.failed("cannot read the store", e);
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private static SQLiteDataSource source(StoreFile file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(file.url());
        return source;
    }

    private static SqliteDatabase connect(StoreFile file, boolean writable, SQLiteDataSource source) {
        try {
            return new SqliteDatabase(file, writable, source.getConnection());
        } catch (SQLException e) {
            throw file.failed("cannot open the store", e);
        }
    }

    /** SQLite silently keeps its old journal where the log can't be had, and then readers and the writer block each other. */
    private void requireLog() {
        String mode = pragma("journal_mode");
        if (!mode.equalsIgnoreCase("wal")) {
            throw new StoreException("the store " + file.path() + " can't use a write-ahead log (it uses " + mode
                    + "): put it on a local file system, not a network one");
        }
    }

    /** Reads the whole file once, which is about to be done anyway to load it: 0.2 s for half a million events. */
    private void requireSound() {
        String verdict = pragma("quick_check(1)");
        if (!verdict.equals("ok")) {
            throw file.damaged(verdict.replace('\n', ' '), null);
        }
    }

    /** Asks or sets one of SQLite's own settings. */
    String pragma(String name) {
        return change("open the store", connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                return row.getString(1);
            }
        });
    }

    /** A reader keeps its one transaction; the writer must not, or the log could not be checkpointed. */
    @Override
    public synchronized <T> T read(String doing, Work<T> work) {
        if (writable) {
            return change(doing, work);
        }
        requireOpen();
        try {
            return work.in(connection);
        } catch (SQLException e) {
            throw file.failed("cannot " + doing, e);
        }
    }

    @Override
    public synchronized <T> T change(String doing, Work<T> work) {
        requireOpen();
        boolean committed = false;
        try {
            execute(connection, "BEGIN");
            T result = work.in(connection);
            execute(connection, "COMMIT");
            committed = true;
            return result;
        } catch (SQLException e) {
            throw file.failed("cannot " + doing, e);
        } finally {
            if (!committed) {
                rollBack();
            }
        }
    }

    private void rollBack() {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back already, as it does after some failures, and says that there is nothing to roll
            // back. The failure itself is on its way to the caller.
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Place place() {
        return file;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store " + file.path() + " is closed");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failed("cannot close the store", e);
        }
    }
}
