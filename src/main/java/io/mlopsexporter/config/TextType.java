package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that is written as a text.
 *
 * @param label what it is: {@code duration}
 * @param expected what is right, with examples
 * @param pattern of the whole text, in a syntax that Java and JSON Schema share
 * @param shown whether messages may repeat the value
 */
record TextType<T>(String label, String expected, String pattern, boolean shown, boolean orNumber, Parser<T> parser)
        implements Type<T> {

    /** Makes a value of a text that matches the pattern. */
    interface Parser<T> {
        T parse(String text, Reading reading) throws Rejection;
    }

    TextType(String label, String expected, String pattern, Parser<T> parser) {
        this(label, expected, pattern, true, false, parser);
    }

    /** The same for values beside secrets: what is written there by mistake is never repeated. */
    TextType<T> hidden() {
        return new TextType<>(label, expected, pattern, false, orNumber, parser);
    }

    /** The same, where a whole number is taken as its digits. */
    TextType<T> allowingNumber() {
        return new TextType<>(label, expected, pattern, shown, true, parser);
    }

    @Override
    public Optional<T> read(Item item, Reading reading) {
        if (!(item instanceof Item.Scalar scalar) || !isText(scalar)) {
            reading.report(WrongType.of(item, "no " + label, expected + quotesHint(item)));
            return Optional.empty();
        }
        try {
            if (!Pattern.matches(pattern, scalar.text())) {
                throw new Rejection("is no " + label, expected);
            }
            return Optional.of(parser.parse(scalar.text(), reading));
        } catch (Rejection rejection) {
            Problem problem = scalar.wrong(rejection.fault()).expecting(rejection.expected());
            reading.report(shown ? problem : problem.showing(Shown.HIDDEN));
            return Optional.empty();
        }
    }

    /** For a name like {@code 2048}, which would be right as a text. */
    private String quotesHint(Item item) {
        return item instanceof Item.Scalar scalar
                        && scalar.sort() != Item.Sort.EMPTY
                        && Pattern.matches(pattern, scalar.text())
                ? "; in quotes, as it looks like " + scalar.sort().called()
                : "";
    }

    private boolean isText(Item.Scalar scalar) {
        return scalar.sort() == Item.Sort.TEXT || (orNumber && scalar.sort() == Item.Sort.INTEGER);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object();
        if (orNumber) {
            schema.putArray("type").add("string").add("integer");
        } else {
            schema.put("type", "string");
        }
        return schema.put("pattern", pattern);
    }
}
