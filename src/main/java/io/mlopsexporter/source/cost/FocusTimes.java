package io.mlopsexporter.source.cost;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as providers write them: {@code 2026-10-01T00:00:00Z}, without seconds, with a fraction, with a space for the T, without
 * a zone (FOCUS times are UTC), or a date alone.
 */
final class FocusTimes {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(Z|UTC|[+-]\\d{2}:?\\d{2}|))?");
    /** Hours of some years; what is beyond is read anew. */
    private static final int REMEMBERED = 50_000;

    private final Map<String, Optional<Instant>> known = new HashMap<>();

    /** Empty: it cannot be read. */
    Optional<Instant> read(String text) {
        Optional<Instant> read = known.get(text);
        if (read == null) {
            read = parse(text);
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(text, read);
        }
        return read;
    }

    private static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            String time = form.group(2);
            LocalDateTime local = time == null
                    ? LocalDate.parse(form.group(1)).atStartOfDay()
                    : LocalDateTime.parse(form.group(1) + "T" + time);
            return Optional.of(local.toInstant(offset(form.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset offset(@Nullable String zone) {
        if (zone == null || zone.isEmpty() || zone.equals("Z") || zone.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.of(zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone);
    }
}
