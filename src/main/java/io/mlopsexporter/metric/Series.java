package io.mlopsexporter.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One series of a delivery metric at one scope, or of a platform metric, and its value.
 *
 * @param suffix of a platform metric the whole name, else the part of the metric's name that the scopes share
 * @param labels besides those of the scope, in the metric's order
 */
public record Series(Metric metric, String suffix, Map<String, String> labels, double value) {
    public Series {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
