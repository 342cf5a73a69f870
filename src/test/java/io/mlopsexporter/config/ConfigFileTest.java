package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they lie on a disk. */
class ConfigFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void relativePathsStartAtTheFilesFolder() throws IOException {
        Path file = write("github: [{token_file: secrets/../github.token}]".getBytes(StandardCharsets.UTF_8));

        assertThat(ConfigReader.read(file).github().get(0).credential())
                .isEqualTo(new TokenFile(folder.resolve("github.token")));
    }

    @Test
    void aByteOrderMarkIsSkipped() throws IOException {
        Path file = write("\uFEFFgithub: [{organizations: [acme]}]".getBytes(StandardCharsets.UTF_8));

        assertThat(ConfigReader.read(file).github().get(0).organizations()).containsExactly("acme");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("absent.yml");

        assertThatThrownBy(() -> ConfigReader.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage("%s: no such file; it was looked for at %s", file, file);
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> ConfigReader.read(folder))
                .isInstanceOf(ConfigException.class)
                .hasMessage("%s: is a directory; expected a YAML file", folder);
    }

    @Test
    void anEmptyFileHasNoSource() throws IOException {
        Path file = write(new byte[0]);

        assertThatThrownBy(() -> ConfigReader.read(file))
                .hasMessage("%s:1: the file is empty; expected at least one source, github or pagerduty", file);
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedAtItsLine() throws IOException {
        Path file = write("github: []\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigReader.read(file))
                .hasMessage("%s:2: is not UTF-8 here; save the file in UTF-8", file);
    }

    @Test
    void aFileThatEndsWithinACharacterIsNotUtf8() throws IOException {
        Path file = write(new byte[] {'#', (byte) 0xc3});

        assertThatThrownBy(() -> ConfigReader.read(file))
                .hasMessage("%s:1: is not UTF-8 here; save the file in UTF-8", file);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("exporter.yml"), bytes);
    }
}
