package io.mlopsexporter.metric;

import java.util.List;

/**
 * A metric family with its samples, ready to be exposed.
 *
 * @param name without the {@code _total} of counters
 * @param help one line
 */
public record Family(String name, Type type, String help, List<Sample> samples) {
    public Family {
        samples = List.copyOf(samples);
    }

    /** What Prometheus calls the type of a metric. */
    public enum Type {
        GAUGE,
        COUNTER
    }

    /** One series and its value; labels in the family's order. */
    public record Sample(List<Label> labels, double value) {
        public Sample {
            labels = List.copyOf(labels);
        }
    }

    /** A label and its value. */
    public record Label(String name, String value) {}
}
