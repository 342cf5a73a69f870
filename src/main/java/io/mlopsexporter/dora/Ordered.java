package io.mlopsexporter.dora;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * The seconds of several parts, in order. Parts are added and taken away by one pass over what is in order already, so that a change of
 * few among hundreds of thousands needs no sorting of all of them. Immutable.
 */
final class Ordered {
    static final Ordered NONE = new Ordered(new double[0], 0, 0);

    private final double[] values;
    /** Together with the nanoseconds the exact sum, so that it is the same in whatever order parts come and go. */
    private final long seconds;

    private final long nanos;

    private Ordered(double[] values, long seconds, long nanos) {
        this.values = values;
        this.seconds = seconds;
        this.nanos = nanos;
    }

    /**
     * These without some parts, and with others.
     *
     * @param less are all among these
     */
    Ordered with(Collection<Values> less, Collection<Values> more) {
        double[] gone = inOrder(less);
        double[] come = inOrder(more);
        if (gone.length + come.length == 0) {
            return this;
        }
        long wholes = seconds;
        long rests = nanos;
        for (Values part : more) {
            wholes += part.seconds();
            rests += part.nanos();
        }
        for (Values part : less) {
            wholes -= part.seconds();
            rests -= part.nanos();
        }
        return new Ordered(values.length == 0 && gone.length == 0 ? come : merged(gone, come), wholes, rests);
    }

    private double[] merged(double[] gone, double[] come) {
        double[] merged = new double[values.length + come.length - gone.length];
        int size = 0;
        int nextGone = 0;
        int nextCome = 0;
        for (double value : values) {
            if (nextGone < gone.length && Double.compare(gone[nextGone], value) == 0) {
                nextGone++;
                continue;
            }
            while (nextCome < come.length && come[nextCome] < value) {
                merged[size++] = come[nextCome++];
            }
            merged[size++] = value;
        }
        if (nextGone < gone.length) {
            throw new IllegalStateException(gone[nextGone] + " seconds are taken away, and are not there");
        }
        System.arraycopy(come, nextCome, merged, size, come.length - nextCome);
        return merged;
    }

    private static double[] inOrder(Collection<Values> parts) {
        int size = 0;
        for (Values part : parts) {
            size += part.size();
        }
        double[] all = new double[size];
        int at = 0;
        for (Values part : parts) {
            at += part.copyTo(all, at);
        }
        Arrays.sort(all);
        return all;
    }

    /** Nothing is known of no values. */
    Optional<Distribution> distribution() {
        return values.length == 0
                ? Optional.empty()
                : Optional.of(Distribution.of(values, (seconds + nanos / 1e9) / values.length));
    }
}
