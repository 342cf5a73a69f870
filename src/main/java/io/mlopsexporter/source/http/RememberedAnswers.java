package io.mlopsexporter.source.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Answers that can be asked for conditionally, packed, the least recently used forgotten first. In memory: after a restart
 * each costs one request again, and nothing of them is left on a disk.
 */
final class RememberedAnswers {
    private final int capacity;
    private final LinkedHashMap<Key, Remembered> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int size;

    RememberedAnswers(int capacityBytes) {
        this.capacity = capacityBytes;
    }

    /** GitHub binds an ETag to the token; another token's would be sent in vain. */
    record Key(HttpUrl url, String accept, String identity) {}

    /** @param packed the body, gzipped */
    record Remembered(Headers headers, ByteString packed) {
        @Nullable
        String etag() {
            return headers.get("ETag");
        }

        @Nullable
        String lastModified() {
            return headers.get("Last-Modified");
        }

        /** What a 304 stands for: the remembered body and headers, with what the 304 tells anew (limits, date). */
        Reply confirmedBy(Reply notModified) {
            Headers.Builder merged = headers.newBuilder();
            // The remembered ETag stays: a 304 may carry the strong form of a weak one, never sent with a body.
            notModified.headers().forEach(header -> {
                if (!header.getFirst().equalsIgnoreCase("ETag")) {
                    merged.set(header.getFirst(), header.getSecond());
                }
            });
            return new Reply(notModified.inquiry(), notModified.authorization(), 200, merged.build(), body(), true);
        }

        private ByteString body() {
            try (var source = Okio.buffer(new GzipSource(new Buffer().write(packed)))) {
                return source.readByteString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    synchronized Optional<Remembered> find(Key key) {
        return Optional.ofNullable(answers.get(key));
    }

    /** Keeps a good answer, if it can be asked for conditionally. */
    void keep(Key key, Reply reply) {
        boolean conditional = reply.header("ETag").isPresent()
                || reply.header("Last-Modified").isPresent();
        if (reply.status() != 200 || reply.notModified() || !conditional) {
            return;
        }
        Remembered remembered = new Remembered(reply.headers(), pack(reply.body()));
        synchronized (this) {
            Remembered former = answers.put(key, remembered);
            size += remembered.packed().size()
                    - (former == null ? 0 : former.packed().size());
            forget();
        }
    }

    private void forget() {
        Iterator<Remembered> oldest = answers.values().iterator();
        while (size > capacity && oldest.hasNext()) {
            size -= oldest.next().packed().size();
            oldest.remove();
        }
    }

    private static ByteString pack(ByteString body) {
        Buffer packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            sink.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.readByteString();
    }
}
