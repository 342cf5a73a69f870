package io.mlopsexporter.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "119, 119 s",
        "120, 2 min",
        "5400, 90 min",
        "7200, 2.0 h",
        "129600, 36.0 h",
        "172800, 2.0 d",
        "1036800, 12.0 d"
    })
    void duration_isInTheLargestUnitOfWhichThereAreTwo(double seconds, String shown) {
        assertThat(Units.duration(seconds)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "0.033, 0.033", "0.0999, 0.100", "0.5, 0.5", "12.34, 12.3"})
    void decimal_keepsSmallNumbersApartFromZero(double value, String shown) {
        assertThat(Units.decimal(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "999 | 999", "1234567 | 1,234,567"})
    void count_isGroupedByThousands(double value, String shown) {
        assertThat(Units.count(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.0769, 7.7 %", "1, 100.0 %"})
    void percent_hasOneDigitMore(double ratio, String shown) {
        assertThat(Units.percent(ratio)).isEqualTo(shown);
    }
}
