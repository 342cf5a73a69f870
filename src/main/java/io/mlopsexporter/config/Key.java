package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A key of a section.
 *
 * @param meaning a sentence or two, in Markdown
 * @param whenAbsent what a file without the key means
 * @param defaultYaml the default as it would be written; empty unless {@link WhenAbsent#DEFAULT}
 */
record Key<T>(String name, Type<T> type, String meaning, WhenAbsent whenAbsent, String defaultYaml) {

    /** What a file without the key means. */
    enum WhenAbsent {
        WRONG,
        DEFAULT,
        NOTHING
    }

    static <T> Key<T> required(String name, Type<T> type, String meaning) {
        return new Key<>(name, type, meaning, WhenAbsent.WRONG, "");
    }

    static <T> Key<T> optional(String name, Type<T> type, String meaning) {
        return new Key<>(name, type, meaning, WhenAbsent.NOTHING, "");
    }

    static <T> Key<T> of(String name, Type<T> type, String defaultYaml, String meaning) {
        return new Key<>(name, type, meaning, WhenAbsent.DEFAULT, defaultYaml);
    }

    /** A key of a later version: known, so that the message can say so. */
    static Key<Void> unsupported(String name, String meaning) {
        return optional(name, new Unsupported(), meaning);
    }

    /** The key's value in this section, or its default; empty if it has none or is wrong, which is reported. */
    Optional<T> read(Item.Mapping section, Reading reading) {
        Optional<Item> item = section.find(name);
        if (item.isPresent()) {
            return type.read(item.get(), reading);
        }
        if (whenAbsent == WhenAbsent.WRONG) {
            reading.report(
                    Problem.of(section.pathOf(name), section.line(), "missing").expecting(type.expected()));
        }
        return whenAbsent == WhenAbsent.DEFAULT ? Optional.of(defaultValue()) : Optional.empty();
    }

    /** The same without a report, for rules that compare keys. */
    Optional<T> peek(Item.Mapping section) {
        return read(section, new Reading(Path.of("")));
    }

    T defaultValue() {
        Reading reading = new Reading(Path.of(""));
        return type.read(defaultItem(), reading)
                .orElseThrow(() -> new IllegalStateException(name + ": " + reading.problems()));
    }

    Item defaultItem() {
        Reading reading = new Reading(Path.of(""));
        return new YamlText(reading)
                .parse(defaultYaml)
                .orElseThrow(() -> new IllegalStateException(name + ": " + reading.problems()));
    }
}
