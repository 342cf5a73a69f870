package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows works. */
class ReadmeTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyConfigurationInTheReadme_isOne() throws IOException {
        List<String> configurations = YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains("github:"))
                // values of the chart, which its own tests render
                .filter(block -> !block.startsWith("config:"))
                .toList();
        assertThat(configurations).isNotEmpty();
        for (String configuration : configurations) {
            assertThatCode(() -> ConfigReader.parse(configuration, "README.md")).doesNotThrowAnyException();
        }
    }

    @Test
    void everyPageThatTheReadmeLinksTo_isThere() throws IOException {
        List<Path> pages = Pattern.compile("\\]\\((?!http)([^)#]+)\\)")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(link -> Path.of(link.group(1)))
                .toList();
        assertThat(pages).isNotEmpty().allMatch(Files::exists);
    }
}
