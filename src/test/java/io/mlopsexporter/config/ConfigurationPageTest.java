package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.KeptFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path COMMITTED = Path.of("docs/configuration.md");

    @Test
    void theCommittedPageIsWhatTheSectionsDeclare() {
        if (KeptFiles.UPDATE) {
            KeptFiles.write(COMMITTED, ConfigurationPage.text());
        }
        assertThat(KeptFiles.text(COMMITTED))
                .as("stale: mvn test -Dtest='Config*' -Dgolden.update=true rewrites it")
                .isEqualTo(ConfigurationPage.text());
    }

    @Test
    void theExampleShowsEveryKey() {
        Set<String> missing = new TreeSet<>();
        collectMissing(RootSection.SECTION, KeptFiles.text(Path.of("docs/example.yml")), missing);

        assertThat(missing).isEmpty();
    }

    /** In use or in a comment: keys that exclude each other cannot all be in use. */
    private static void collectMissing(Type<?> type, String example, Set<String> missing) {
        if (type instanceof ListType<?> list) {
            collectMissing(list.element(), example, missing);
        } else if (type instanceof Section<?> section) {
            for (Key<?> key : section.keys()) {
                if (!(key.type() instanceof Unsupported) && !example.contains(key.name() + ":")) {
                    missing.add(section.label() + " " + key.name());
                }
                collectMissing(key.type(), example, missing);
            }
        }
    }
}
