package io.mlopsexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The archive of loaded classes, made as the launcher and the image make it: who runs an exporter has one. */
final class Archive {
    static final Path OPTIONS = Path.of("src", "main", "jvm", "options").toAbsolutePath();
    private static final Path CLASSES = Path.of("src", "main", "image", "classes.lst");

    private Archive() {}

    static void make(Path java, Path jar, Path archive) throws IOException {
        Process process = new ProcessBuilder(
                        java.toString(),
                        "@" + OPTIONS,
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + CLASSES,
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:disable",
                        "-cp",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0 || !Files.exists(archive)) {
                throw new IOException("no archive of classes was made");
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Options of a process that uses it. */
    static List<String> options(Path archive) {
        return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off");
    }
}
