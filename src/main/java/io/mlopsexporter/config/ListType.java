package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of distinct elements.
 *
 * @param least how many there must be
 * @param orSingle whether one element may stand there without a list around it
 */
record ListType<T>(Type<T> element, int least, boolean orSingle) implements Type<List<T>> {

    static <T> ListType<T> of(Type<T> element) {
        return new ListType<>(element, 0, false);
    }

    static <T> ListType<T> notEmpty(Type<T> element) {
        return new ListType<>(element, 1, false);
    }

    static <T> ListType<T> orSingle(Type<T> element) {
        return new ListType<>(element, 1, true);
    }

    @Override
    public Optional<List<T>> read(Item item, Reading reading) {
        if (item instanceof Item.Sequence sequence) {
            return readAll(sequence, reading);
        }
        if (orSingle) {
            return element.read(item, reading).map(List::of);
        }
        reading.report(WrongType.of(item, "no list", expected()));
        return Optional.empty();
    }

    private Optional<List<T>> readAll(Item.Sequence sequence, Reading reading) {
        int before = reading.problemCount();
        if (sequence.items().size() < least) {
            reading.report(Problem.of(sequence.path(), sequence.line(), "an empty list")
                    .expecting("at least one element"));
        }
        reportRepeated(sequence, reading);
        List<T> elements = new ArrayList<>();
        for (Item item : sequence.items()) {
            element.read(item, reading).ifPresent(elements::add);
        }
        return reading.problemCount() == before ? Optional.of(elements) : Optional.empty();
    }

    private static void reportRepeated(Item.Sequence sequence, Reading reading) {
        Set<String> seen = new HashSet<>();
        for (Item item : sequence.items()) {
            if (item instanceof Item.Scalar scalar && !seen.add(scalar.text())) {
                reading.report(item.wrong("stands in the list twice").expecting("each once"));
            }
        }
    }

    @Override
    public ObjectNode schema() {
        ObjectNode list = Json.object().put("type", "array").set("items", element.schema());
        if (least > 0) {
            list.put("minItems", least);
        }
        if (!(element instanceof Section)) {
            list.put("uniqueItems", true);
        }
        if (!orSingle) {
            return list;
        }
        ObjectNode either = Json.object();
        either.putArray("anyOf").add(element.schema()).add(list);
        return either;
    }

    @Override
    public String expected() {
        return "a list in brackets, or one line with a dash for each element";
    }

    @Override
    public String label() {
        return (orSingle ? element.label() + ", or list of " : "list of ") + element.label();
    }
}
