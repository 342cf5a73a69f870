package io.mlopsexporter.source.survey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as form tools write them. What does not tell day from month, or has no zone, is never guessed. */
final class Times {
    private static final Pattern GOOGLE = Pattern.compile(
            "(\\d{4})/(\\d{1,2})/(\\d{1,2}) (\\d{1,2}):(\\d{2}):(\\d{2}) ([AaPp])[Mm] (?:GMT|UTC)([+-]\\d{1,2})?(?::?(\\d{2}))?");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(Z|UTC|[+-]\\d{2}:?\\d{2})?)?");

    private final Optional<DateTimeFormatter> format;
    private final Optional<ZoneId> zone;

    /** @param dateFormat empty: by ISO 8601, or as Google Forms writes it */
    Times(Optional<String> dateFormat, Optional<ZoneId> zone) {
        this.format = dateFormat.map(pattern -> new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH));
        this.zone = zone;
    }

    /** A time that cannot be told. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    Instant instant(String cell) throws Unreadable {
        String text = Layout.plain(cell);
        try {
            if (format.isPresent()) {
                return zoned(format.get()
                        .parseBest(
                                text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
            }
            Matcher google = GOOGLE.matcher(text);
            if (google.matches()) {
                return google(google);
            }
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                return iso(iso);
            }
        } catch (DateTimeException e) {
            throw new Unreadable(
                    format.isPresent() ? "is not written as date_format says" : "is no day and time of the calendar");
        }
        throw new Unreadable("does not tell day from month; set date_format, as M/d/yyyy H:mm:ss, and time_zone");
    }

    private static Instant google(Matcher found) {
        int hour = Integer.parseInt(found.group(4)) % 12 + (found.group(7).equalsIgnoreCase("p") ? 12 : 0);
        LocalDateTime local = LocalDateTime.of(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                hour,
                Integer.parseInt(found.group(5)),
                Integer.parseInt(found.group(6)));
        int hours = Optional.ofNullable(found.group(8)).map(Integer::parseInt).orElse(0);
        int minutes = Optional.ofNullable(found.group(9)).map(Integer::parseInt).orElse(0);
        boolean west = Optional.ofNullable(found.group(8)).orElse("").startsWith("-");
        return local.toInstant(ZoneOffset.ofHoursMinutes(hours, west ? -minutes : minutes));
    }

    private Instant iso(Matcher found) throws Unreadable {
        LocalDate date = LocalDate.parse(found.group(1));
        if (found.group(2) == null) {
            return zoned(date);
        }
        LocalDateTime local = LocalDateTime.parse(date + "T" + found.group(2));
        String offset = found.group(3);
        if (offset == null) {
            return zoned(local);
        }
        return local.toInstant(
                offset.equals("Z") || offset.equals("UTC")
                        ? ZoneOffset.UTC
                        : ZoneOffset.of(
                                offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset));
    }

    private Instant zoned(TemporalAccessor time) throws Unreadable {
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        ZoneId known = zone.orElseThrow(() -> new Unreadable("has no time zone; set time_zone, as Europe/Amsterdam"));
        LocalDateTime local =
                time instanceof LocalDateTime full ? full : LocalDate.from(time).atStartOfDay();
        return local.atZone(known).toInstant();
    }
}
