package io.mlopsexporter.metric;

import io.mlopsexporter.metric.Metric.Stability;
import io.mlopsexporter.platform.PlatformFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A metric of the platform, and how it follows from the platform's figures; none where nothing is known. */
record PlatformMetric(Metric metric, Function<PlatformFigures, Stream<Value>> values) {
    Series series(Value value) {
        var named = new LinkedHashMap<String, String>();
        for (int at = 0; at < metric.labels().size(); at++) {
            named.put(metric.labels().get(at), value.labels().get(at));
        }
        return new Series(metric, metric.name(), named, value.value());
    }

    static PlatformMetric of(
            String name,
            String unit,
            List<String> labels,
            String help,
            Function<PlatformFigures, Stream<Value>> values) {
        return new PlatformMetric(
                new Metric(name, Family.Type.GAUGE, unit, labels, Stability.STABLE, help + Measure.DERIVED), values);
    }
}
