package io.mlopsexporter.source.file;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** A file that somebody replaces from time to time. */
public final class DeliveredFile {
    private static final int ATTEMPTS = 3;

    private final Path path;

    public DeliveredFile(Path path) {
        this.path = path;
    }

    /** What tells a file from the one that takes its place. */
    public record State(FileTime modified, long size, String key) {}

    /** What is made of a file's bytes. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    /** What was made of a file, and what tells it from the next one. */
    public record Read<T>(Object state, T content) {}

    public Path path() {
        return path;
    }

    /** @throws SourceException if there is no such file that can be read */
    public State state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new SourceException(new SourceError.NotFound(path + " is a directory; expected a file"));
            }
            return new State(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Reads all of it. Replaced or written to while it is read, it is read again; what was made of it before is dropped.
     *
     * @throws SourceException if it cannot be read, or does not come to rest
     */
    public <T> Read<T> read(Reading<T> reading) {
        State before = state();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            T content;
            try {
                content = once(reading);
            } catch (SourceException e) {
                if (state().equals(before)) {
                    throw e;
                }
                before = state();
                continue;
            }
            State after = state();
            if (after.equals(before)) {
                return new Read<>(after, content);
            }
            before = after;
        }
        throw new SourceException(
                new SourceError.Unavailable(path + " changes while it is read; the next poll tries again"));
    }

    private <T> T once(Reading<T> reading) {
        try (InputStream in = Files.newInputStream(path)) {
            return reading.of(in);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private SourceException failure(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new SourceException(
                    new SourceError.NotFound(path.toAbsolutePath() + " does not exist; deliver it or correct its path"),
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new SourceException(
                    new SourceError.Unauthorized(path + " may not be read; allow this process to read it"), e);
        }
        return new SourceException(new SourceError.Unavailable(path + " cannot be read: " + e.getMessage()), e);
    }
}
