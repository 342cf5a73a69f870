package io.mlopsexporter.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configurations in the test resources. A bad one ends in comments with what is said about it. */
final class ConfigFiles {
    /** {@code -Dgolden.update=true} rewrites what is generated, and what is expected of bad files. */
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    private static final String SAYS = "# says ";
    private static final Path FOLDER = Path.of("src/test/resources/io/mlopsexporter/config");

    private ConfigFiles() {}

    static Stream<Path> in(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> expected(Path file) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(SAYS))
                .map(line -> line.substring(SAYS.length()))
                .toList();
    }

    static void expect(Path file, List<String> messages) {
        String content = text(file)
                .lines()
                .filter(line -> !line.startsWith(SAYS))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        write(file, content + messages.stream().map(line -> SAYS + line + "\n").collect(Collectors.joining()));
    }
}
