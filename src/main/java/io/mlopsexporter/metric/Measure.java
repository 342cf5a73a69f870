package io.mlopsexporter.metric;

import io.mlopsexporter.dora.ScopeFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A delivery metric before it is multiplied by the three scopes.
 *
 * @param suffix the part of the name that the scopes share
 * @param labels besides those of the scope
 * @param values from the figures of one scope; none where nothing is known
 */
record Measure(
        String suffix, String unit, List<String> labels, String help, Function<ScopeFigures, Stream<Value>> values) {
    static final String DERIVED = " Derived at each poll.";

    /** Its own labels with the values that a value has. */
    Map<String, String> labels(Value value) {
        var named = new LinkedHashMap<String, String>();
        for (int at = 0; at < labels.size(); at++) {
            named.put(labels.get(at), value.labels().get(at));
        }
        return named;
    }

    Metric in(Level level) {
        return new Metric(
                level.prefix() + suffix,
                Family.Type.GAUGE,
                unit,
                Stream.concat(level.labels().stream(), labels.stream()).toList(),
                Metric.Stability.STABLE,
                level.of() + help + DERIVED);
    }
}
