package io.mlopsexporter.metric;

import java.util.List;

/** One value of a metric, with those labels that are the metric's own. */
record Value(List<String> labels, double value) {
    static Value of(double value, String... labels) {
        return new Value(List.of(labels), value);
    }

    static double flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
