package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a later version reads. To enable such a key, give it its type. */
record Unsupported() implements Type<Void> {
    static final String FAULT = "not supported by this version";

    @Override
    public Optional<Void> read(Item item, Reading reading) {
        reading.report(Problem.of(item.path(), item.line(), FAULT));
        return Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        return Json.object().set("not", Json.object());
    }

    @Override
    public String expected() {
        return FAULT;
    }

    @Override
    public String label() {
        return FAULT;
    }
}
