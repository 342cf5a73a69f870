package io.mlopsexporter.store;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file that the store is in, and what people can do when something is wrong with it. */
record StoreFile(Path path) implements Place {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static StoreFile of(String url) {
        String file = url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : "";
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new StoreException(
                    "store.url is " + url + ": expected " + PREFIX
                            + "FILE, for instance jdbc:sqlite:/var/lib/mlops-exporter/events.db, or jdbc:postgresql://HOST/DATABASE");
        }
        try {
            return new StoreFile(Path.of(file).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new StoreException("store.url is " + url + ": no name of a file: " + e.getReason(), e);
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    /** Rows lie in the tree of the primary key: no second copy of each key, and reading the table reads all. */
    @Override
    public String tableOptions() {
        return "WITHOUT ROWID";
    }

    @Override
    public String onlyShared() {
        return "-- ";
    }

    String url() {
        return PREFIX + path;
    }

    Path lockPath() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    boolean exists() {
        return Files.exists(path);
    }

    void createFolder() {
        Path folder = path.resolveSibling(".").normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot create the folder of the store, " + folder + " (" + reason(e)
                            + "): create it and make it writable for the user that runs the agent, or set another store.url",
                    e);
        }
    }

    /**
     * SQLite's own words for a folder name none. The file itself is left to SQLite: to open and close it here would give up
     * the locks that another connection of this process has on it
     * (<a href="https://www.sqlite.org/howtocorrupt.html">How To Corrupt An SQLite Database File</a> 2.2).
     */
    void requireNoFolder() {
        if (Files.isDirectory(path)) {
            throw new StoreException("the store " + path + " is a folder: expected a file in store.url, for instance "
                    + url() + "/events.db");
        }
    }

    /** To SQLite an empty file is a new database; but a store that agents have used is never empty. */
    void requireContent(StoreLock lock) {
        try {
            if (lock.known() && exists() && Files.size(path) == 0) {
                throw damaged("it is empty", null);
            }
        } catch (IOException e) {
            throw new StoreException("cannot look at the store " + path + ": " + reason(e), e);
        }
    }

    void requireWritable() {
        if (exists() && !Files.isWritable(path)) {
            throw readOnly("no permission to write the file", null);
        }
    }

    /**
     * Gives the file, and what SQLite keeps beside it, another name.
     *
     * @return the new name
     */
    Path setAside(Instant now) {
        String ending = ".damaged-" + STAMP.format(now);
        Path aside = path.resolveSibling(path.getFileName() + ending);
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = path.resolveSibling(suffixed(part));
                if (Files.exists(from)) {
                    Files.move(from, path.resolveSibling(path.getFileName() + ending + part), REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new StoreException("the damaged store " + path + " cannot be set aside: " + reason(e), e);
        }
        return aside;
    }

    StoreException readOnly(String why, @Nullable Throwable cause) {
        return new StoreException(
                "the store " + path + " is read-only (" + why
                        + "): make the file and its folder writable for the user that"
                        + " runs the agent, mount the volume writable, or set another store.url",
                cause);
    }

    @Override
    public StoreException damaged(String why, @Nullable Throwable cause) {
        return StoreException.damage(
                "the store " + path + " is damaged or of something else (" + why
                        + "). Nothing was changed. Put a backup in its place, or move it away, together with "
                        + suffixed("-wal")
                        + " and " + suffixed("-shm")
                        + " if they are there, and start again: then everything is read from the sources anew",
                cause);
    }

    @Override
    public StoreException failed(String doing, SQLException e) {
        String what = doing + " " + path + ": " + e.getMessage();
        SQLiteErrorCode code =
                e instanceof SQLiteException failure ? failure.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        // Extended codes carry the kind of failure in their lower eight bits.
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(String.valueOf(e.getMessage()), e);
            case SQLITE_READONLY, SQLITE_PERM -> readOnly(String.valueOf(e.getMessage()), e);
            case SQLITE_FULL ->
                new StoreException(
                        "no space left for the store, " + what
                                + ". Nothing of it was kept, and what was kept before is whole: make room on the volume and the"
                                + " next poll repeats it",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException(what + ". Another program keeps the file locked: end it, and try again", e);
            case SQLITE_CANTOPEN ->
                new StoreException(
                        what + ". Make the file and its folder readable and writable for the user that runs the agent",
                        e);
            case SQLITE_IOERR ->
                new StoreException(
                        what + ". The file system reports an error: look at the volume, its space and the system's log",
                        e);
            default -> new StoreException(what, e);
        };
    }

    private String suffixed(String suffix) {
        return path.getFileName() + suffix;
    }

    /** Messages of file exceptions are often just the path. */
    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }
}
