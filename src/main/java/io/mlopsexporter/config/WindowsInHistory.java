package io.mlopsexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A window that begins before the history is read would show too small a figure. */
final class WindowsInHistory {
    private WindowsInHistory() {}

    static void check(Item.Mapping root, Reading reading) {
        Item.Mapping polling = sub(root, "polling");
        Item.Mapping metrics = sub(root, "metrics");
        Optional<Duration> history = PollingSection.HISTORY.peek(polling);
        Optional<List<Window>> windows = MetricsSection.WINDOWS.peek(metrics);
        if (history.isPresent() && windows.isPresent()) {
            windows.get().stream()
                    .filter(window -> window.length().compareTo(history.get()) > 0)
                    .forEach(window -> reading.report(problem(window, polling, metrics)));
        }
    }

    /** At the key that is written, if only one of the two is. */
    private static Problem problem(Window window, Item.Mapping polling, Item.Mapping metrics) {
        String history = polling.text("history").orElse(PollingSection.HISTORY.defaultYaml());
        if (metrics.find("windows").isPresent()) {
            return Problem.of(
                            metrics.pathOf("windows"),
                            metrics.lineOf("windows"),
                            "is longer than polling.history, which is " + history)
                    .showing(Shown.quoted(window.label()))
                    .expecting("windows within the history");
        }
        return Problem.of(
                        polling.pathOf("history"),
                        polling.lineOf("history"),
                        "is shorter than the window " + window.label() + ", a default of metrics.windows")
                .showing(Shown.quoted(history))
                .expecting("a longer history, or shorter windows");
    }

    private static Item.Mapping sub(Item.Mapping root, String name) {
        return root.find(name)
                .filter(Item.Mapping.class::isInstance)
                .map(Item.Mapping.class::cast)
                .orElse(new Item.Mapping(name, root.line(), 0, Map.of(), Map.of()));
    }
}
