package io.mlopsexporter.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Families as text to compare, and texts that are kept beside the tests. */
final class Text {
    private Text() {}

    static String of(List<Family> families) {
        var text = new StringBuilder();
        for (Family family : families) {
            text.append("# ")
                    .append(family.name())
                    .append(' ')
                    .append(family.type())
                    .append('\n');
            family.samples().forEach(sample -> text.append(line(family, sample)).append('\n'));
        }
        return text.toString();
    }

    static String line(Family family, Family.Sample sample) {
        String labels = sample.labels().stream()
                .map(label -> label.name() + "=" + label.value())
                .collect(Collectors.joining(","));
        return family.name() + "{" + labels + "} " + sample.value();
    }

    /** What a file should say; with {@code -Dgolden.update=true} it says what it is given. */
    static String golden(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": run with -Dgolden.update=true to write it", e);
        }
    }
}
