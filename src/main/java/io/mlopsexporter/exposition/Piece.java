package io.mlopsexporter.exposition;

import java.io.IOException;
import java.io.OutputStream;

/** A part of an answer's body, whose length is known before it is written. */
interface Piece {
    /**
     * Bytes written at a time. The JDK's server copies what it is given at once into a buffer of twice that size, and again into one
     * outside of the heap, for each connection: forty slow scrapers of a large answer would fill the memory.
     */
    int CHUNK = 8 << 10;

    /** In bytes. */
    long length();

    void writeTo(OutputStream out) throws IOException;

    /** @param bytes not to be changed any more */
    static Piece of(byte[] bytes) {
        return new Piece() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (int from = 0; from < bytes.length; from += CHUNK) {
                    out.write(bytes, from, Math.min(CHUNK, bytes.length - from));
                }
            }
        };
    }
}
