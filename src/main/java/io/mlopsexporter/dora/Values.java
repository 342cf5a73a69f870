package io.mlopsexporter.dora;

import java.util.Arrays;

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

    int size() {
        return values.length;
    }

    long seconds() {
        return seconds;
    }

    long nanos() {
        return nanos;
    }

    /** @return how many they are */
    int copyTo(double[] others, int at) {
        System.arraycopy(values, 0, others, at, values.length);
        return values.length;
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
