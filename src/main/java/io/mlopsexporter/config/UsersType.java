package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** User names with bcrypt hashes of their passwords, which are never repeated in a message. */
record UsersType() implements Type<Map<String, String>> {
    private static final TextType<String> HASH = new TextType<>(
                    "bcrypt hash",
                    "a bcrypt hash, as made by: htpasswd -nBC 10 \"\"",
                    "^\\$2[abxy]?\\$[0-9]{2}\\$[./A-Za-z0-9]{53}$",
                    (text, reading) -> text)
            .hidden();

    @Override
    public Optional<Map<String, String>> read(Item item, Reading reading) {
        if (!(item instanceof Item.Mapping mapping)) {
            reading.report(WrongType.of(item, "no mapping", expected()));
            return Optional.empty();
        }
        var users = new LinkedHashMap<String, String>();
        mapping.entries().forEach((name, hash) -> HASH.read(hash, reading).ifPresent(text -> users.put(name, text)));
        return users.size() == mapping.entries().size() ? Optional.of(users) : Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("additionalProperties", HASH.schema());
        return schema;
    }

    @Override
    public String expected() {
        return "user names with bcrypt hashes, as alice: $2y$10$…";
    }

    @Override
    public String label() {
        return "map of bcrypt hashes";
    }
}
