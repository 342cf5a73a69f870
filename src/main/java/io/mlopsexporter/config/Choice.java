package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a few words.
 *
 * @param word how a constant is written
 */
record Choice<E extends Enum<E>>(List<E> constants, Function<E, String> word) implements Type<E> {

    static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return of(type, Choice::key);
    }

    static <E extends Enum<E>> Choice<E> of(Class<E> type, Function<E, String> word) {
        return new Choice<>(Arrays.asList(type.getEnumConstants()), word);
    }

    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<E> read(Item item, Reading reading) {
        if (!(item instanceof Item.Scalar scalar) || scalar.sort() != Item.Sort.TEXT) {
            reading.report(WrongType.of(item, "none of the choices", expected()));
            return Optional.empty();
        }
        Optional<E> chosen = constants.stream()
                .filter(constant -> word.apply(constant).equals(scalar.text()))
                .findFirst();
        if (chosen.isEmpty()) {
            reading.report(item.wrong("is none of the choices")
                    .expecting(expected())
                    .suggesting(Spelling.nearest(scalar.text(), words()).orElse("")));
        }
        return chosen;
    }

    private List<String> words() {
        return constants.stream().map(word).toList();
    }

    @Override
    public String expected() {
        List<String> words = words();
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    @Override
    public ObjectNode schema() {
        return Json.object().set("enum", Json.texts(words()));
    }

    @Override
    public String label() {
        return "`" + String.join("` \\| `", words()) + "`";
    }
}
