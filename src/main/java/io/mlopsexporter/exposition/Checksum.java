package io.mlopsexporter.exposition;

/**
 * The checksum of gzip (CRC-32, RFC 1952 §8) of some bytes, and how many they are: enough to tell that of two parts, one after the
 * other, without either. To follow by n bytes is to multiply by x to the power of 8 n, as polynomials modulo that of the checksum.
 */
record Checksum(int crc, long length) {
    static final Checksum NOTHING = new Checksum(0, 0);

    /** Bits in the order of CRC-32: the highest is x to the power of 0. */
    private static final int POLYNOMIAL = 0xedb88320;

    private static final int ONE = 1 << 31;
    private static final int X = 1 << 30;

    Checksum followedBy(Checksum next) {
        return new Checksum(times(crc, power(8 * next.length)) ^ next.crc, length + next.length);
    }

    /** x to the power of n. */
    private static int power(long n) {
        int result = ONE;
        int square = X;
        for (long rest = n; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    private static int times(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) * POLYNOMIAL);
        }
        return product;
    }
}
