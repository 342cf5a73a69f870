package io.mlopsexporter.metric;

import java.util.function.Function;
import java.util.stream.Stream;

/** A metric of the agent itself, and how it follows from what there is to expose. */
record AgentMetric(Metric metric, Function<Exposed, Stream<Value>> values) {

    /**
     * What agent metrics tell of.
     *
     * @param series how many series are exposed, all in all
     * @param dropped how many were dropped for the sake of {@code max_series}
     */
    record Exposed(Facts facts, int series, int dropped) {}
}
