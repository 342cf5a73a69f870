package io.mlopsexporter.source.file;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Bytes as text: unpacked, without a byte-order mark, and never with a letter that was guessed. */
public final class Texts {
    /** How much of a text is looked at to see what it is. */
    static final int SAMPLE = 1 << 16;

    private static final int MARK = 4;

    /** So much is no file that people fill in. */
    private static final int MOST = 10_000_000;

    private Texts() {}

    /**
     * @param encoding that of a text without a byte-order mark; UTF-8 if it is not told
     * @throws SourceException ({@code BadPayload}) if it is no text at all
     */
    static BufferedReader reader(InputStream in, Optional<Charset> encoding) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, MARK);
        byte[] first = peek(bytes);
        if (startsWith(first, 0x1F, 0x8B)) {
            bytes = new PushbackInputStream(new GZIPInputStream(bytes, 1 << 16), MARK);
            first = peek(bytes);
        }
        if (startsWith(first, 'P', 'K', 3, 4)) {
            throw bad("is a zip archive or an Excel workbook; export it as CSV");
        }
        if (startsWith(first, 'P', 'A', 'R', '1')) {
            throw bad("is Parquet; export it as CSV");
        }
        Charset charset = encoding.orElse(StandardCharsets.UTF_8);
        int mark = 0;
        if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
            charset = StandardCharsets.UTF_8;
            mark = 3;
        } else if (startsWith(first, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(first, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        } else if (first.length > 1 && (first[0] == 0 || first[1] == 0) && encoding.isEmpty()) {
            throw bad("looks like UTF-16 without a byte-order mark; set its encoding (UTF-16LE) or save it as UTF-8");
        }
        bytes.skipNBytes(mark);
        return new BufferedReader(
                new InputStreamReader(
                        bytes,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                SAMPLE);
    }

    /** The whole of a small text in UTF-8, or with a byte-order mark. */
    public static String all(InputStream in) throws IOException {
        try {
            StringBuilder text = new StringBuilder();
            BufferedReader reader = reader(in, Optional.empty());
            char[] letters = new char[SAMPLE];
            for (int count = reader.read(letters); count >= 0; count = reader.read(letters)) {
                text.append(letters, 0, count);
                if (text.length() > MOST) {
                    throw bad("is longer than " + MOST + " letters");
                }
            }
            return text.toString();
        } catch (CharacterCodingException e) {
            throw bad("is not UTF-8; save it as UTF-8");
        }
    }

    /** The beginning of a text, which is left to be read. */
    static String sample(BufferedReader reader) throws IOException {
        reader.mark(SAMPLE);
        char[] letters = new char[SAMPLE];
        int count = 0;
        int more = 0;
        while (count < SAMPLE && more >= 0) {
            count += more;
            more = reader.read(letters, count, SAMPLE - count);
        }
        reader.reset();
        String sample = new String(letters, 0, count);
        String begin = sample.stripLeading().toLowerCase(Locale.ROOT);
        if (begin.startsWith("<")) {
            throw bad(
                    "is a web page or XML, not a table; is it the page of a login, or of the form instead of its export?");
        }
        if (begin.isEmpty()) {
            throw bad("is empty");
        }
        return sample;
    }

    private static byte[] peek(PushbackInputStream in) throws IOException {
        byte[] first = in.readNBytes(MARK);
        in.unread(first);
        return first;
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int at = 0; at < wanted.length; at++) {
            if ((bytes[at] & 0xFF) != wanted[at]) {
                return false;
            }
        }
        return true;
    }

    static SourceException bad(String what) {
        return new SourceException(new SourceError.BadPayload(what));
    }

    /** The charset's name as people write it, for messages. */
    static String shown(Optional<Charset> encoding) {
        return encoding.orElse(StandardCharsets.UTF_8).name();
    }

    static boolean blank(String[] cells) {
        return Arrays.stream(cells).allMatch(String::isBlank);
    }
}
