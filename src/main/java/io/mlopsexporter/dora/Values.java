package io.mlopsexporter.dora;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Some seconds, in no order, and their sum: in whole seconds and nanoseconds, so that it is the same in whatever order they are added. */
final class Values {
    static final Values NONE = new Values(new double[0]);

    private final double[] values;
    private final long seconds;
    private final long nanos;

    /** @param values is not to be changed afterwards */
    private Values(double[] values) {
        this.values = values;
        long whole = 0;
        long rest = 0;
        for (double value : values) {
            double floor = Math.floor(value);
            whole += (long) floor;
            rest += Math.round((value - floor) * 1e9);
        }
        this.seconds = whole;
        this.nanos = rest;
    }

    static Values of(double[] values) {
        return values.length == 0 ? NONE : new Values(values.clone());
    }

    /** Of all of them together; nothing is known of no values. */
    static Optional<Distribution> together(Collection<Values> parts) {
        int size = 0;
        long seconds = 0;
        long nanos = 0;
        for (Values part : parts) {
            size += part.values.length;
            seconds += part.seconds;
            nanos += part.nanos;
        }
        if (size == 0) {
            return Optional.empty();
        }
        double[] all = new double[size];
        int at = 0;
        for (Values part : parts) {
            System.arraycopy(part.values, 0, all, at, part.values.length);
            at += part.values.length;
        }
        return Optional.of(Distribution.of(new Ranks(all), (seconds + nanos / 1e9) / size));
    }

    /** As they come: there are millions of them. */
    static final class Gathering {
        private double[] values = new double[8];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        Values values() {
            return size == 0 ? NONE : new Values(Arrays.copyOf(values, size));
        }
    }
}
