package io.mlopsexporter.dora;

import java.util.Arrays;

/**
 * Which value has which rank. To be asked for ascending ranks: only what is asked for is brought into order (Hoare's selection), as a
 * few ranks of the hundreds of thousands of changes of an organisation are shown.
 */
final class Ranks {
    /** Fewer are sorted at once. */
    private static final int FEW = 2_000;

    private final double[] values;
    /** What lies before is in place; nothing after it is less. */
    private int placed;

    /** @param values get into another order */
    Ranks(double[] values) {
        this.values = values;
        if (values.length <= FEW) {
            Arrays.sort(values);
            placed = values.length;
        }
    }

    int size() {
        return values.length;
    }

    /** @param rank from 0; not less than one asked for before */
    double value(int rank) {
        if (rank >= placed) {
            select(rank);
            placed = rank + 1;
        }
        return values[rank];
    }

    private void select(int rank) {
        int low = placed;
        int high = values.length - 1;
        while (high - low > FEW) {
            double pivot = median(values[low], values[(low + high) >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return;
            }
        }
        Arrays.sort(values, low, high + 1);
    }

    private static double median(double one, double two, double three) {
        return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
    }
}
