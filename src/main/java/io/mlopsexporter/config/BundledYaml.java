package io.mlopsexporter.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** YAML that ships in the jar, read as a configuration is. */
final class BundledYaml {
    private BundledYaml() {}

    static <T> List<T> list(String resource, Section<T> section) {
        Reading reading = new Reading(Path.of(""));
        Optional<List<T>> all = new YamlText(reading)
                .parse(text(resource))
                .flatMap(item -> ListType.of(section).read(item, reading));
        if (reading.problemCount() > 0) {
            throw new IllegalStateException(resource + ": " + reading.problems());
        }
        return all.orElseThrow();
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(BundledYaml.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
