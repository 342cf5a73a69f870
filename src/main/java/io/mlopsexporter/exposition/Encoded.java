package io.mlopsexporter.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A part of an answer, plain and compressed, so that a part that was compressed once can be followed by one that is made per
 * request. The parts become one gzip member: to put several members one after the other is legal (RFC 1952 §2.2), and Go
 * reads it, but curl gives up after the first.
 */
final class Encoded {
    static final Charset CHARSET = StandardCharsets.UTF_8;

    /** Magic, deflate, no flags, no time, no hint, unknown system: the same bytes for the same text. */
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final byte[] plain;
    private final byte[] deflated;

    private Encoded(byte[] plain, byte[] deflated) {
        this.plain = plain;
        this.deflated = deflated;
    }

    /** A part that others may follow. */
    static Encoded open(byte[] plain) {
        return new Encoded(plain, deflated(plain, false));
    }

    /** The bytes of an answer made of earlier parts and a last one. */
    static List<byte[]> closed(boolean gzipped, List<Encoded> parts, byte[] last) {
        List<byte[]> plain = new ArrayList<>();
        parts.forEach(part -> plain.add(part.plain));
        plain.add(last);
        if (!gzipped) {
            return plain;
        }
        List<byte[]> bytes = new ArrayList<>();
        bytes.add(GZIP_HEADER);
        parts.forEach(part -> bytes.add(part.deflated));
        bytes.add(deflated(last, true));
        bytes.add(trailer(plain));
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(CHARSET);
    }

    private static byte[] deflated(byte[] plain, boolean last) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 8 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 8192, true)) {
            out.write(plain);
            if (last) {
                out.finish();
            } else {
                // ends at a byte's border, but not the stream
                out.flush();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory failed", e);
        } finally {
            deflater.end();
        }
    }

    /** The checksum is made anew each time: at gigabytes a second that is cheaper than code that combines two. */
    private static byte[] trailer(List<byte[]> plain) {
        CRC32 checksum = new CRC32();
        int length = 0;
        for (byte[] part : plain) {
            checksum.update(part);
            length += part.length;
        }
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt(length)
                .array();
    }
}
