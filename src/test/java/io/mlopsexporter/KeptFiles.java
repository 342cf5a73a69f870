package io.mlopsexporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that are kept beside the code: read, written, and compared with what the code makes. */
public final class KeptFiles {
    /** {@code -Dgolden.update=true} rewrites what is generated, and what is expected of bad files. */
    public static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private KeptFiles() {}

    /** What a file should say; with {@link #UPDATE} it says what it is given. */
    public static String golden(Path file, String actual) {
        if (UPDATE) {
            write(file, actual);
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no " + file + ": run with -Dgolden.update=true to write it");
        }
        return text(file);
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder by name; none, if there is no such folder. */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
