package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Aliases of production: a list of them, or each with the environment that it stands for. */
record AliasesType() implements Type<AliasesType.Aliases> {
    private static final ListType<String> LIST = ListType.of(Types.ALIAS);

    /** Aliases, and the environment that each names; empty: the server's. */
    record Aliases(SortedMap<String, Optional<String>> environments) {}

    @Override
    public Optional<Aliases> read(Item item, Reading reading) {
        SortedMap<String, Optional<String>> found = new TreeMap<>();
        if (!(item instanceof Item.Mapping mapping)) {
            return LIST.read(item, reading).map(names -> {
                names.forEach(name -> found.put(name, Optional.empty()));
                return new Aliases(found);
            });
        }
        mapping.entries()
                .forEach((alias, environment) ->
                        Types.TEXT.read(environment, reading).ifPresent(name -> found.put(alias, Optional.of(name))));
        return found.size() == mapping.entries().size() ? Optional.of(new Aliases(found)) : Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object();
        var any = schema.putArray("anyOf");
        any.add(LIST.schema());
        ObjectNode mapping = Json.object().put("type", "object");
        mapping.set("additionalProperties", Types.TEXT.schema());
        any.add(mapping);
        return schema;
    }

    @Override
    public String expected() {
        return "aliases, as [production, champion], or with environments, as {champion: production, champion-eu: production-eu}";
    }

    @Override
    public String label() {
        return "list of aliases, or map of environments";
    }
}
