package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** {@code true} or {@code false}. */
record Flag() implements Type<Boolean> {
    @Override
    public Optional<Boolean> read(Item item, Reading reading) {
        if (item instanceof Item.Scalar scalar && scalar.sort() == Item.Sort.BOOLEAN) {
            return Optional.of(scalar.text().toLowerCase(Locale.ROOT).equals("true"));
        }
        reading.report(item.wrong("is no boolean").expecting(expected()));
        return Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", "boolean");
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public String label() {
        return "boolean";
    }
}
