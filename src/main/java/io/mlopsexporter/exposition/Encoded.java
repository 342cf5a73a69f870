package io.mlopsexporter.exposition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A part of an answer, compressed, so that a part that was compressed once can be followed by one that is made per
 * request. The parts become one gzip member: to put several members one after the other is legal (RFC 1952 §2.2), and Go
 * reads it, but curl gives up after the first.
 */
final class Encoded {
    static final Charset CHARSET = StandardCharsets.UTF_8;

    private static final int BUFFER = 8192;

    /** Some thousands of series; a crowd holds three such answers at most: plain, in either format, and one that is being replaced. */
    private static final int SHARED_PLAIN = 2 << 20;

    /** Magic, deflate, no flags, no time, no hint, unknown system: the same bytes for the same text. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final byte[] deflated;
    private final Checksum checksum;

    private Encoded(byte[] deflated, Checksum checksum) {
        this.deflated = deflated;
        this.checksum = checksum;
    }

    /** What writes a text. */
    interface Text {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A part that others may follow. Its text is compressed while it is written, and nowhere whole: it may be tens of megabytes. */
    static Encoded open(Text text) {
        return encoded(text, false);
    }

    /** Parts that others may follow as one that others may follow. */
    static Encoded joined(List<Encoded> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                parts.stream().mapToInt(part -> part.deflated.length).sum());
        Checksum whole = Checksum.NOTHING;
        for (Encoded part : parts) {
            bytes.writeBytes(part.deflated);
            whole = whole.followedBy(part.checksum);
        }
        return new Encoded(bytes.toByteArray(), whole);
    }

    /** An answer made of earlier parts and a last one. */
    static List<Piece> closed(boolean gzipped, List<Encoded> parts, byte[] last) {
        if (!gzipped) {
            List<Piece> pieces = new ArrayList<>();
            parts.forEach(part -> pieces.add(part.plain()));
            pieces.add(Piece.of(last));
            return pieces;
        }
        Encoded end = encoded(out -> out.write(last), true);
        List<byte[]> member = new ArrayList<>();
        member.add(GZIP_HEADER);
        Checksum whole = Checksum.NOTHING;
        for (Encoded part : parts) {
            member.add(part.deflated);
            whole = whole.followedBy(part.checksum);
        }
        member.add(end.deflated);
        member.add(trailer(whole.followedBy(end.checksum)));
        return List.of(Piece.of(member.toArray(byte[][]::new)));
    }

    /**
     * For the few that ask for it plain (Prometheus does not): unpacked once for all who share an answer, or, as it may be tens of
     * megabytes, while it is sent.
     */
    private Piece plain() {
        return checksum.length() > SHARED_PLAIN ? unpacking() : Piece.of(unpacked());
    }

    private byte[] unpacked() {
        Inflater inflater = new Inflater(true);
        try {
            byte[] bytes = new byte[(int) checksum.length()];
            inflater.setInput(deflated);
            int filled = inflater.inflate(bytes);
            if (filled < bytes.length) {
                throw new IllegalStateException("a part is shorter than it was");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a part is not what it was", e);
        } finally {
            inflater.end();
        }
    }

    private Piece unpacking() {
        return new Piece() {
            @Override
            public long length() {
                return checksum.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                Inflater inflater = new Inflater(true);
                try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater, CHUNK)) {
                    byte[] chunk = new byte[CHUNK];
                    long left = checksum.length();
                    // what others may follow has no end of its own
                    while (left > 0) {
                        int read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
                        if (read < 0) {
                            throw new IllegalStateException("a part is shorter than it was");
                        }
                        out.write(chunk, 0, read);
                        left -= read;
                    }
                } finally {
                    inflater.end();
                }
            }
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(CHARSET);
    }

    private static Encoded encoded(Text text, boolean last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        CRC32 crc = new CRC32();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER, true)) {
            text.writeTo(new CheckedOutputStream(out, crc));
            if (last) {
                out.finish();
            } else {
                // ends at a byte's border, but not the stream
                out.flush();
            }
            return new Encoded(bytes.toByteArray(), new Checksum((int) crc.getValue(), deflater.getBytesRead()));
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        } finally {
            deflater.end();
        }
    }

    private static byte[] trailer(Checksum whole) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(whole.crc())
                .putInt((int) whole.length())
                .array();
    }
}
