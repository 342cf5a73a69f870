package io.mlopsexporter.config;

import io.mlopsexporter.KeptFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configurations in the test resources. A bad one ends in comments with what is said about it. */
final class ConfigFiles {
    private static final String SAYS = "# says ";
    private static final Path FOLDER = Path.of("src/test/resources/io/mlopsexporter/config");

    private ConfigFiles() {}

    static Stream<Path> in(String folder) {
        return KeptFiles.in(FOLDER.resolve(folder)).stream();
    }

    static List<String> expected(Path file) {
        return KeptFiles.text(file)
                .lines()
                .filter(line -> line.startsWith(SAYS))
                .map(line -> line.substring(SAYS.length()))
                .toList();
    }

    static void expect(Path file, List<String> messages) {
        String content = KeptFiles.text(file)
                .lines()
                .filter(line -> !line.startsWith(SAYS))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        KeptFiles.write(
                file,
                content + messages.stream().map(line -> SAYS + line + "\n").collect(Collectors.joining()));
    }
}
