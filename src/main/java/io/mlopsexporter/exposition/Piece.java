package io.mlopsexporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

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

    /** @param parts sent as one; not to be changed any more */
    static Piece of(byte[]... parts) {
        long length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        return new Parts(List.of(parts), length);
    }

    /** Small parts leave together with their neighbours: each write is a packet, and wakes the client. */
    record Parts(List<byte[]> parts, long length) implements Piece {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
            int filled = 0;
            for (byte[] part : parts) {
                int from = 0;
                while (from < part.length) {
                    int more = Math.min(part.length - from, chunk.length - filled);
                    System.arraycopy(part, from, chunk, filled, more);
                    from += more;
                    filled += more;
                    if (filled == chunk.length) {
                        out.write(chunk, 0, filled);
                        filled = 0;
                    }
                }
            }
            if (filled > 0) {
                out.write(chunk, 0, filled);
            }
        }
    }
}
