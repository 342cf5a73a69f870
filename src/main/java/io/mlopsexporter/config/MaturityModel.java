package io.mlopsexporter.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The bundled model of maturity, and what a configuration makes of it. */
final class MaturityModel {
    private static final String RESOURCE = "maturity.yml";

    private MaturityModel() {}

    private static final class Bundled {
        static final List<IndicatorConfig> ALL = BundledYaml.list(RESOURCE, IndicatorSection.SECTION).stream()
                .map(change -> change.of(Optional.empty()))
                .toList();
    }

    static List<IndicatorConfig> bundled() {
        return Bundled.ALL;
    }

    /** In the order of the bundled model, then new ones. */
    static List<IndicatorConfig> with(boolean withBundled, List<IndicatorSection.Change> changes) {
        Map<String, IndicatorConfig> all = new LinkedHashMap<>();
        if (withBundled) {
            bundled().forEach(one -> all.put(one.name(), one));
        }
        for (IndicatorSection.Change change : changes) {
            if (change.listed()) {
                all.put(change.name(), change.of(Optional.ofNullable(all.get(change.name()))));
            } else {
                all.remove(change.name());
            }
        }
        return List.copyOf(all.values());
    }

    static void check(Item.Mapping maturity, Reading reading) {
        boolean withBundled = !maturity.text("bundled").equals(Optional.of("false"));
        Set<String> known =
                withBundled ? bundled().stream().map(IndicatorConfig::name).collect(Collectors.toSet()) : Set.of();
        Map<String, String> seen = new HashMap<>();
        for (Item.Mapping indicator : maturity.mappings("indicators")) {
            Optional<String> name = indicator.text("name");
            if (name.isEmpty()) {
                continue;
            }
            String first = seen.putIfAbsent(name.get(), indicator.path());
            if (first != null) {
                reading.report(
                        Problem.of(indicator.pathOf("name"), indicator.lineOf("name"), "is also the name of " + first)
                                .showing(Shown.quoted(name.get()))
                                .expecting("each once"));
            }
            if (!known.contains(name.get())) {
                for (String key : List.of("dimension", "immature", "mature")) {
                    if (indicator.find(key).isEmpty()) {
                        reading.report(Problem.of(
                                        indicator.pathOf(key),
                                        indicator.line(),
                                        "missing; " + name.get() + " is not in the bundled model")
                                .suggesting(Spelling.nearest(name.get(), List.copyOf(known))
                                        .map(near -> "name: " + near)
                                        .orElse("")));
                    }
                }
            }
        }
    }
}
