package io.mlopsexporter.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

/** Durations, windows and dates. */
final class TimeTypes {
    private static final String FORM = "a number and a unit, as 90s, 5m, 24h, 30d";
    private static final String PATTERN = "^[1-9][0-9]{0,5}[smhdw]$";
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Map<Character, Duration> UNITS = Map.of(
            's', Duration.ofSeconds(1),
            'm', Duration.ofMinutes(1),
            'h', Duration.ofHours(1),
            'd', Duration.ofDays(1),
            'w', Duration.ofDays(7));

    private TimeTypes() {}

    static final TextType<LocalDate> DATE =
            new TextType<>("date", "a date, as 2026-01-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", TimeTypes::date);

    static final TextType<Duration> DAYS = new TextType<>(
            "number of days",
            "a number of whole days, as 2d",
            "^[0-9]{1,2}d$",
            (text, reading) -> Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))));

    /** GitHub names the versions of its API by their day. */
    static final TextType<String> API_VERSION =
            new TextType<>("API version", "a date, as 2022-11-28", DATE.pattern(), (text, reading) -> text);

    /** @param least as it would be written */
    static TextType<Duration> duration(String least) {
        return new TextType<>("duration", FORM, PATTERN, (text, reading) -> between(least, text));
    }

    /** Both as they would be written. */
    static TextType<Duration> duration(String least, String most) {
        return new TextType<>("duration", FORM, PATTERN, (text, reading) -> {
            Duration length = between(least, text);
            if (length.compareTo(length(most)) > 0) {
                throw new Rejection("is too long", "at most " + most);
            }
            return length;
        });
    }

    static TextType<Window> window(String least) {
        return new TextType<>("window", FORM, PATTERN, (text, reading) -> new Window(text, between(least, text)));
    }

    private static Duration between(String least, String text) throws Rejection {
        Duration length = length(text);
        if (length.compareTo(length(least)) < 0) {
            throw new Rejection("is too short", "at least " + least);
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new Rejection("is too long", "at most " + LONGEST.toDays() + "d");
        }
        return length;
    }

    private static Duration length(String text) {
        int unit = text.length() - 1;
        Duration one = UNITS.getOrDefault(text.charAt(unit), Duration.ZERO);
        return one.multipliedBy(Long.parseLong(text.substring(0, unit)));
    }

    private static LocalDate date(String text, Reading reading) throws Rejection {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Rejection("is no day of the calendar", "a date, as 2026-01-31");
        }
    }
}
