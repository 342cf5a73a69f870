package io.mlopsexporter.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundled catalogue of capabilities, and what a configuration makes of it. */
final class CapabilityCatalogue {
    private static final String RESOURCE = "capabilities.yml";
    private static final String CAPABILITIES = "capabilities";

    private CapabilityCatalogue() {}

    private static final class Bundled {
        static final List<CapabilityConfig> ALL = BundledYaml.list(RESOURCE, CapabilitySection.SECTION).stream()
                .map(change -> change.of(Optional.empty()))
                .toList();
    }

    static List<CapabilityConfig> bundled() {
        return Bundled.ALL;
    }

    /** In the order of the bundled catalogue, then new ones. */
    static List<CapabilityConfig> with(List<CapabilitySection.Change> changes) {
        Map<String, CapabilityConfig> all = new LinkedHashMap<>();
        bundled().forEach(one -> all.put(one.name(), one));
        for (CapabilitySection.Change change : changes) {
            if (change.listed()) {
                all.put(change.name(), change.of(Optional.ofNullable(all.get(change.name()))));
            } else {
                all.remove(change.name());
            }
        }
        return List.copyOf(all.values());
    }

    /** A new capability says what it is, no name stands there twice, and teams and platform name only what there is. */
    static void check(Item.Mapping root, Reading reading) {
        Map<String, Boolean> listed = new HashMap<>();
        bundled().forEach(one -> listed.put(one.name(), true));
        Map<String, String> seen = new HashMap<>();
        for (Item.Mapping capability : root.mappings(CAPABILITIES)) {
            Optional<String> name = capability.text("name");
            if (name.isEmpty()) {
                continue;
            }
            String first = seen.putIfAbsent(name.get(), capability.path());
            if (first != null) {
                reading.report(
                        Problem.of(capability.pathOf("name"), capability.lineOf("name"), "is also the name of " + first)
                                .showing(Shown.quoted(name.get()))
                                .expecting("each once"));
            }
            if (!listed.containsKey(name.get())
                    && capability.find("description").isEmpty()) {
                reading.report(Problem.of(
                                capability.pathOf("description"),
                                capability.line(),
                                "missing; " + name.get() + " is not in the bundled catalogue")
                        .expecting("a sentence")
                        .suggesting(Spelling.nearest(name.get(), List.copyOf(listed.keySet()))
                                .map(near -> "name: " + near)
                                .orElse("")));
            }
            listed.put(name.get(), !capability.text("listed").equals(Optional.of("false")));
        }
        List<String> names = listed.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        root.find("platform")
                .filter(Item.Mapping.class::isInstance)
                .ifPresent(platform -> known((Item.Mapping) platform, "offers", names, reading));
        for (Item.Mapping team : root.mappings("teams")) {
            team.find(CAPABILITIES).filter(Item.Mapping.class::isInstance).ifPresent(one -> {
                Item.Mapping said = (Item.Mapping) one;
                TeamCapabilities.KEYS.forEach(key -> known(said, key.name(), names, reading));
            });
        }
    }

    private static void known(Item.Mapping mapping, String key, List<String> names, Reading reading) {
        List<Item> items = new ArrayList<>();
        mapping.find(key)
                .filter(Item.Sequence.class::isInstance)
                .ifPresent(list -> items.addAll(((Item.Sequence) list).items()));
        for (Item item : items) {
            if (item instanceof Item.Scalar scalar && !names.contains(scalar.text())) {
                reading.report(item.wrong("is no capability of the catalogue")
                        .expecting("one of " + String.join(", ", names))
                        .suggesting(Spelling.nearest(scalar.text(), names).orElse("")));
            }
        }
    }
}
