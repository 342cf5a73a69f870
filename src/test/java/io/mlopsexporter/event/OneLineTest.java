package io.mlopsexporter.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "fraud-api", "naïve café – 日本語 👍 \"quoted\" <b> \\ %s {}"})
    void ordinaryText_staysAsItIs(String text) {
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb', 'a b'",
        "'a\r\nb', 'a  b'",
        "'a\u001b[31mred', 'a [31mred'",
        "'a\u009b31mred', 'a 31mred'",
        "'bell\u0007', 'bell '",
        "'nul\u0000', 'nul '",
        "'a\u2028b\u2029c', 'a b c'",
        "'abc\u202edcba', 'abc dcba'",
        "'zero\u200bwidth', 'zero width'"
    })
    void whatATerminalObeys_orNobodySees_becomesASpace(String text, String expected) {
        assertThat(OneLine.of(text)).isEqualTo(expected);
    }

    @Test
    void halfACharacter_becomesASpace() {
        assertThat(OneLine.of("a\ud83d")).isEqualTo("a ");
    }

    @Test
    void message_isCut() {
        assertThat(OneLine.message("x".repeat(2_000))).hasSize(2_000);
        assertThat(OneLine.message("x\n" + "x".repeat(100_000)))
                .hasSize(2_001)
                .startsWith("x x")
                .endsWith("x…");
    }
}
