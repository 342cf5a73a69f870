package io.mlopsexporter.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one process at a time write a store. SQLite alone would let two agents write in turn, each with its own idea of
 * what is known. The lock is the operating system's, on a file beside the store, so it ends with the process however that
 * ends; the file stays, since removing it would let two processes lock two different files.
 */
final class StoreLock implements AutoCloseable {
    /**
     * What this process holds. To close any channel of a file gives up all of the process's locks on it, as POSIX has it;
     * so a lock that is held already must not be tried again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final boolean known;

    private StoreLock(Path path, FileChannel channel, boolean known) {
        this.path = path;
        this.channel = channel;
        this.known = known;
    }

    /** Whether an agent once had the file beside it open, so that it is no file of somebody else's. */
    boolean known() {
        return known;
    }

    /** Says whose it is, and that the file beside it is a store. */
    void sign() {
        try {
            sign(channel);
        } catch (IOException e) {
            throw unlockable(path, e);
        }
    }

    static StoreLock take(StoreFile file) {
        if (!HELD.add(file.lockPath())) {
            throw inUse(file, "process " + ProcessHandle.current().pid());
        }
        try {
            return takeFromOthers(file);
        } catch (RuntimeException e) {
            HELD.remove(file.lockPath());
            throw e;
        }
    }

    private static StoreLock takeFromOthers(StoreFile file) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file.lockPath(), CREATE, READ, WRITE);
        } catch (IOException e) {
            throw file.readOnly("cannot write beside it, " + StoreFile.reason(e), e);
        }
        try {
            if (channel.tryLock() == null) {
                throw inUse(file, holder(file));
            }
            return new StoreLock(file.lockPath(), channel, channel.size() > 0);
        } catch (IOException e) {
            close(channel, e);
            throw unlockable(file.lockPath(), e);
        } catch (StoreException e) {
            close(channel, e);
            throw e;
        }
    }

    private static StoreException unlockable(Path path, IOException e) {
        return new StoreException(
                "cannot lock the store, " + path + " (" + StoreFile.reason(e)
                        + "): make room on the volume, or use one whose file system has locks",
                e);
    }

    private static StoreException inUse(StoreFile file, String holder) {
        return new StoreException("the store " + file.path() + " is in use by another agent, " + holder
                + ": stop that one, or set another store.url; one agent writes a store, and others may only read it");
    }

    private static void sign(FileChannel channel) throws IOException {
        long process = ProcessHandle.current().pid();
        // In containers every agent is process 1: the host's name tells them apart.
        String host = System.getenv("HOSTNAME");
        String text = "process " + process + (host == null ? "" : " on " + host) + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(StoreFile file) {
        try {
            String text = Files.readString(file.lockPath()).trim();
            return text.isEmpty() ? "one that just starts" : text;
        } catch (IOException e) {
            return "whose process id can't be read from " + file.lockPath();
        }
    }

    private static void close(FileChannel channel, Exception because) {
        try {
            channel.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("cannot release the lock of the store: " + StoreFile.reason(e), e);
        } finally {
            HELD.remove(path);
        }
    }
}
