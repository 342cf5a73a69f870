package io.mlopsexporter.exposition;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    private static final int BUFFER = 32 * 1024;

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
        // simpleclient writes character by character: without a buffer that is a hundred times the garbage
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, Encoded.CHARSET), BUFFER)) {
            TextFormat.writeFormat(contentType, writer, Collections.enumeration(families));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return withoutEnd(bytes.toByteArray());
    }

    private byte[] withoutEnd(byte[] rendered) {
        byte[] tail = end();
        int length = rendered.length - tail.length;
        if (length < 0 || !Arrays.equals(rendered, length, rendered.length, tail, 0, tail.length)) {
            throw new IllegalStateException(contentType + " does not end as expected");
        }
        return Arrays.copyOf(rendered, length);
    }
}
