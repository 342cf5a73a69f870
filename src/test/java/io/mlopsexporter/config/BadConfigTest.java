package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlopsexporter.KeptFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small bad file for each mistake; the comments at its end are what is said about it. */
class BadConfigTest {
    static Stream<Path> badFiles() {
        return Stream.of("bad", "bad-in-code", "broken").flatMap(ConfigFiles::in);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void everyMistakeIsNamedWithItsLine(Path file) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.parse(KeptFiles.text(file), "f"));

        assertThat(refused).as("%s is accepted", file).isNotNull();
        List<String> messages = refused.getMessage()
                .lines()
                .map(line -> line.substring("f:".length()))
                .toList();
        if (KeptFiles.UPDATE) {
            ConfigFiles.expect(file, messages);
        }
        assertThat(messages).isNotEmpty().isEqualTo(ConfigFiles.expected(file));
        assertThat(refused.problems()).hasSameSizeAs(messages);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void noMessageRepeatsASecret(Path file) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.parse(KeptFiles.text(file), "f"));

        assertThat(refused.toString())
                .doesNotContain("0123456789abcdef", "hunter2", "y_NbAkKc66ryYTWUXYEu", "u+AbCdEfGhIjKlMnOpQr");
    }
}
