package io.mlopsexporter.cli;

import java.util.Locale;

/** Numbers with the units that people read. */
final class Units {
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private Units() {}

    static String count(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, value < 0.1 && value > 0 ? "%.3f" : "%.1f", value);
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    /** Seconds in the largest unit of which there are at least two: {@code 90 min}, {@code 36 h}, {@code 12 d}. */
    static String duration(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        if (seconds < 2 * HOUR) {
            return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
        }
        if (seconds < 2 * DAY) {
            return String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
        }
        return String.format(Locale.ROOT, "%.1f d", seconds / DAY);
    }
}
