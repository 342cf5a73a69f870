package io.mlopsexporter.metric;

import java.util.List;

/**
 * What there is to know of a metric without its values.
 *
 * @param name as it is exposed, with the {@code _total} of a counter
 * @param unit of its values, for people
 * @param labels in the order in which they are exposed
 * @param help its definition in a sentence
 */
public record Metric(
        String name, Family.Type type, String unit, List<String> labels, Stability stability, String help) {
    private static final String TOTAL = "_total";

    public Metric {
        labels = List.copyOf(labels);
        if ((type == Family.Type.COUNTER) != name.endsWith(TOTAL)) {
            throw new IllegalArgumentException("counters, and only they, end in _total: " + name);
        }
    }

    /** The name of its family. */
    String family() {
        return type == Family.Type.COUNTER ? name.substring(0, name.length() - TOTAL.length()) : name;
    }

    Family.Sample sample(List<String> values, double value) {
        if (values.size() != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + ", not " + values);
        }
        var named = new Family.Label[labels.size()];
        for (int at = 0; at < named.length; at++) {
            named[at] = new Family.Label(labels.get(at), values.get(at));
        }
        return new Family.Sample(List.of(named), value);
    }

    /** What may become of it. */
    public enum Stability {
        /** Name, labels and meaning stay within a major version. */
        STABLE,
        /** It may change with any version. */
        EXPERIMENTAL
    }
}
