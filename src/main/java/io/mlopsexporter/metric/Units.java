package io.mlopsexporter.metric;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers with the units that people read. */
public final class Units {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private Units() {}

    public static String count(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    public static String decimal(double value) {
        return String.format(Locale.ROOT, value < 0.1 && value > 0 ? "%.3f" : "%.1f", value);
    }

    public static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
    }

    /** Seconds in the largest unit of which there are at least two: {@code 90 min}, {@code 36 h}, {@code 12 d}. */
    public static String duration(double seconds) {
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

    /** To the minute, in UTC: {@code 2026-11-24 13:49}. */
    public static String minutes(Instant instant) {
        return MINUTES.format(instant);
    }

    /** The value of a metric, by its unit. */
    public static String value(Series series) {
        return switch (series.metric().unit()) {
            case "seconds" -> duration(series.value());
            case "ratio 0 to 1" -> percent(series.value());
            case "Unix time in seconds" -> minutes(Instant.ofEpochSecond((long) series.value()));
            case "currency" -> String.format(Locale.ROOT, "%,.2f", series.value());
            case "score -100 to 100" -> String.format(Locale.ROOT, "%+.1f", series.value());
            case "score 0 to 1" -> String.format(Locale.ROOT, "%.2f", series.value());
            case "score 0 to 10", "deployments per day" -> decimal(series.value());
            default -> count(series.value());
        };
    }
}
