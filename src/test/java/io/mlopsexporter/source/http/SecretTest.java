package io.mlopsexporter.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void file_isReadAgainAndLosesItsLastNewline() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "one \r\n");
        Secret secret = Secret.file(file);

        assertThat(secret.value()).isEqualTo("one ");
        Files.writeString(file, "two\n\n");
        assertThat(secret.value()).isEqualTo("two");
    }

    @Test
    void file_missing_isNamed() {
        assertThatThrownBy(() -> Secret.file(folder.resolve("gone")).value())
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "the secret file " + folder.resolve("gone") + " does not exist; create it or correct its path");
    }

    @Test
    void file_empty_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\n");

        assertThatThrownBy(() -> Secret.file(file).value())
                .hasMessage("the secret file " + file + " is empty; write the secret into it");
    }

    @Test
    void variable_isReadOrNamed() {
        assertThat(Secret.environment("T", Map.of("T", "abc")).value()).isEqualTo("abc");
        assertThatThrownBy(() -> Secret.environment("T", Map.of()).value())
                .hasMessage("the environment variable T is not set; set it to the secret");
    }

    @Test
    void text_isHidden() {
        assertThat(Secret.of("abc")).hasToString("***");
        assertThat(Authorization.header("A", "Bearer ", "abc")).hasToString("***");
        assertThat(Credential.basic("me", Secret.of("pässword")).authorization().headers())
                .containsEntry("Authorization", "Basic bWU6cMOkc3N3b3Jk");
    }

    @Test
    void secretThatNoHeaderCarries_isRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> Credential.bearer(Secret.of("ab\ncd")).authorization())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("check that it is one line")
                .hasMessageNotContaining("cd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFghp_s3cret",
                "ghp_s3cret\u0000",
                "ghp_s3cret\nsecond line",
                "ghp_s3cr\u00e9t",
                "ghp_s3cret\u2028",
                "\tghp_s3cret",
                "ghp_s3cret\u001b[31m"
            })
    void fileWithOddCharacters_isRefusedWithoutBeingShown(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);
        assertRefused(file);
    }

    @Test
    void fileThatIsNoText_isRefusedWithoutBeingShown() throws IOException {
        Path file = Files.write(
                folder.resolve("token"), new byte[] {'s', '3', 'c', 'r', 'e', 't', (byte) 0xff, (byte) 0xfe});
        assertRefused(file);
    }

    private static void assertRefused(Path file) {
        Credential credential = Credential.bearer(Secret.file(file));
        assertThatThrownBy(credential::authorization)
                .isInstanceOf(SourceException.class)
                .satisfies(refused ->
                        assertThat(String.valueOf(refused) + refused.getCause()).doesNotContain("s3cr"));
    }
}
