package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS = List.of("organizations", "api_url", "app", "token_file", "token_env");

    @Test
    void theNearestWordIsFound() {
        assertThat(Spelling.nearest("organisation", KEYS)).contains("organizations");
        assertThat(Spelling.nearest("token-file", KEYS)).contains("token_file");
        assertThat(Spelling.nearest("tokenEnv", KEYS)).contains("token_env");
    }

    @Test
    void aWordFarFromAllIsNoMisspelling() {
        assertThat(Spelling.nearest("repositories", KEYS)).isEmpty();
    }

    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("abc", "abc")).isZero();
    }
}
