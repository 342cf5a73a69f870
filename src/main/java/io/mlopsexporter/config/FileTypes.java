package io.mlopsexporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What there is to say of delivered files. */
final class FileTypes {
    private static final String NOT_BLANK = "^[^\\n\\r\\t]*[^\\s][^\\n\\r\\t]*$";
    private static final String DOCUMENT_FORM = "an HTTPS URL, perhaps with a query, without user or fragment";

    private FileTypes() {}

    /** A scale from a number to another. */
    record Scale(int least, int most) {}

    /** Plain HTTP only on this machine. */
    static final TextType<URI> DOCUMENT_URL = new TextType<>(
                    "HTTPS URL",
                    DOCUMENT_FORM,
                    "^(https://[^/@?#\\s]+|http://(localhost|127\\.0\\.0\\.1)(:[0-9]{1,5})?)([/?][^#\\s]*)?$",
                    FileTypes::url)
            .hidden();

    static final TextType<String> COLUMN = new TextType<>(
            "name of a column, or /pattern/",
            "a column's name as in the first row, or a /regular expression/ that is searched in the names",
            NOT_BLANK,
            FileTypes::column);

    static final TextType<Scale> SCALE = new TextType<>(
            "scale", "the least and the most, as 1-5 or 0-10", "^[0-9]{1,2}-[0-9]{1,3}$", FileTypes::scale);

    static final TextType<String> DATE_FORMAT = new TextType<>(
            "pattern of dates",
            "a pattern of Java's DateTimeFormatter, as M/d/yyyy H:mm:ss",
            NOT_BLANK,
            FileTypes::dates);

    static final TextType<ZoneId> TIME_ZONE = new TextType<>(
            "time zone", "a time zone, as UTC, Europe/Amsterdam or +02:00", "^[A-Za-z0-9_+:/-]+$", FileTypes::zone);

    static final TextType<Charset> ENCODING = new TextType<>(
            "encoding",
            "an encoding, as UTF-8, windows-1252 or UTF-16LE",
            "^[A-Za-z0-9][A-Za-z0-9_.:+-]*$",
            FileTypes::charset);

    private static URI url(String text, Reading reading) throws Rejection {
        try {
            URI url = new URI(text);
            if (url.getHost() == null) {
                throw new Rejection("is no URL", DOCUMENT_FORM);
            }
            return url;
        } catch (URISyntaxException e) {
            throw new Rejection("is no URL", DOCUMENT_FORM);
        }
    }

    private static String column(String text, Reading reading) throws Rejection {
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            try {
                Pattern.compile(text.substring(1, text.length() - 1));
            } catch (PatternSyntaxException e) {
                throw new Rejection(
                        "is no regular expression: " + e.getDescription().toLowerCase(Locale.ROOT),
                        "one in Java's syntax between slashes");
            }
        }
        return text;
    }

    private static Scale scale(String text, Reading reading) throws Rejection {
        String[] ends = text.split("-", 2);
        Scale scale = new Scale(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        if (scale.least >= scale.most) {
            throw new Rejection("is no scale", "the least before the most, as 1-5 or 0-10");
        }
        return scale;
    }

    private static String dates(String text, Reading reading) throws Rejection {
        try {
            new DateTimeFormatterBuilder().appendPattern(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new Rejection("is no pattern of dates", "a pattern of Java's DateTimeFormatter, as M/d/yyyy H:mm:ss");
        }
    }

    private static ZoneId zone(String text, Reading reading) throws Rejection {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Rejection("is no time zone that is known", "one as UTC, Europe/Amsterdam or +02:00");
        }
    }

    private static Charset charset(String text, Reading reading) throws Rejection {
        try {
            return Charset.forName(text);
        } catch (IllegalArgumentException e) {
            throw new Rejection("is no encoding that is known", "one as UTF-8, windows-1252 or UTF-16LE");
        }
    }
}
