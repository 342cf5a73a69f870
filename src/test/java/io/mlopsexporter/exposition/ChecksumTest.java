package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1", "7, 9", "4096, 1", "1, 4096", "70000, 33333", "1000000, 12345"})
    void ofTwoParts_isThatOfTheWhole(int first, int second) {
        byte[] whole = new byte[first + second];
        new Random(first * 31L + second).nextBytes(whole);

        assertThat(of(whole, 0, first).followedBy(of(whole, first, second))).isEqualTo(of(whole, 0, whole.length));
    }

    @Test
    void ofManyParts_isThatOfTheWhole() {
        byte[] whole = new byte[10_000];
        new Random(1).nextBytes(whole);
        Checksum parts = Checksum.NOTHING;
        for (int from = 0; from < whole.length; from += 100) {
            parts = parts.followedBy(of(whole, from, 100));
        }

        assertThat(parts).isEqualTo(of(whole, 0, whole.length));
    }

    private static Checksum of(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return new Checksum((int) crc.getValue(), length);
    }
}
