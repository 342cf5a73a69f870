package io.mlopsexporter.exposition;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How metrics can be written down. */
enum Format {
    TEXT(TextFormat.CONTENT_TYPE_004, ""),
    OPEN_METRICS(TextFormat.CONTENT_TYPE_OPENMETRICS_100, "# EOF\n");

    private static final int BUFFER = 8 * 1024;

    private final String contentType;
    private final String end;

    Format(String contentType, String end) {
        this.contentType = contentType;
        this.end = end;
    }

    String contentType() {
        return contentType;
    }

    /** What stands once, after everything else. */
    byte[] end() {
        return Encoded.utf8(end);
    }

    /** The families without the format's end, so that parts can be put one after the other. */
    byte[] render(List<MetricFamilySamples> families) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        try {
            write(families, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The same, written while it is made. */
    void write(List<MetricFamilySamples> families, OutputStream out) throws IOException {
        WithoutEnd cut = new WithoutEnd(out, end());
        // simpleclient writes character by character: without a buffer that is a hundred times the garbage
        Writer writer = new BufferedWriter(new OutputStreamWriter(cut, Encoded.CHARSET), BUFFER);
        TextFormat.writeFormat(contentType, writer, Collections.enumeration(families));
        writer.flush();
        if (!cut.endsAsExpected()) {
            throw new IllegalStateException(contentType + " does not end as expected");
        }
    }

    /** Holds back as many bytes as an end has, and passes on what was before them. */
    private static final class WithoutEnd extends OutputStream {
        private final OutputStream out;
        private final byte[] end;
        private byte[] held = {};

        private WithoutEnd(OutputStream out, byte[] end) {
            this.out = out;
            this.end = end;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int passed = Math.max(0, held.length + length - end.length);
            int ofHeld = Math.min(held.length, passed);
            out.write(held, 0, ofHeld);
            out.write(bytes, from, passed - ofHeld);
            byte[] kept = Arrays.copyOfRange(held, ofHeld, held.length + length - passed + ofHeld);
            System.arraycopy(bytes, from + passed - ofHeld, kept, held.length - ofHeld, length - passed + ofHeld);
            held = kept;
        }

        private boolean endsAsExpected() {
            return Arrays.equals(held, end);
        }
    }
}
